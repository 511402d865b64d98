using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.Body;

/// <summary>Finds work that a body leaves to be done after it has ended, and its lock been released.</summary>
internal static class OutlivingWorkRule
{
    public static Finding? Check(IOperation operation, IMethodSymbol method) => operation switch
    {
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation } assignment } => Thrown(assignment.Value, method),
        IExpressionStatementOperation { Operation: IInvocationOperation call } => Thrown(call, method),
        IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } => Returned(value, method),
        _ => null,
    };

    private static Finding? Thrown(IOperation value, IMethodSymbol method)
    {
        if (OwnOperations.Unwrap(value) is not IInvocationOperation { Type: { } type, TargetMethod: var target } call
            || !IsTask(type)
            || LockTypes.IsLockHandle(target.ContainingType))
        {
            return null;
        }

        return new Finding(
            Rules.WorkOutlivesLock, call.Syntax.GetLocation(), method.Name,
            $"calls '{target.Name}' and does not await it, so it may run on after the lock is released: await it");
    }

    private static Finding? Returned(IOperation value, IMethodSymbol method)
    {
        var result = OwnOperations.Unwrap(value);
        if (result is IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } } completed)
        {
            result = OwnOperations.Unwrap(completed.Arguments[0].Value);
        }

        var place = result.Syntax.GetLocation();
        if (result is ITranslatedQueryOperation query)
        {
            result = OwnOperations.Unwrap(query.Operation);
        }

        return result is IInvocationOperation { TargetMethod: var target } && IsLazy(target)
            ? new Finding(
                Rules.WorkOutlivesLock, place, method.Name,
                $"returns the query '{target.Name}', which runs when it is enumerated, after the lock is released: write '.ToList()' behind it")
            : null;
    }

    private static bool IsTask(ITypeSymbol type) =>
        LockTypes.IsTaskLike(type, "Task", 0) || LockTypes.IsTaskLike(type, "Task", 1)
        || LockTypes.IsTaskLike(type, "ValueTask", 0) || LockTypes.IsTaskLike(type, "ValueTask", 1);

    // Of the sequences that LINQ returns, the named ones depend on nothing, or are what they were given.
    private static bool IsLazy(IMethodSymbol target) =>
        target is
        {
            ContainingType: { Name: "Enumerable" or "Queryable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } },
            ReturnType.Name: "IEnumerable" or "IOrderedEnumerable" or "IQueryable" or "IOrderedQueryable",
            Name: not ("Empty" or "Range" or "Repeat" or "AsEnumerable" or "AsQueryable"),
        };
}
