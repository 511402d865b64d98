using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;

namespace ZkLockAttr.Generator.Flow;

/// <summary>
/// Follows the semaphores that a method waits for before an operation and releases behind it. One that it never releases is a signal, and no lock.
/// </summary>
internal sealed class HeldSemaphores(IOperation operation)
{
    private readonly HashSet<ISymbol> _released = new(SymbolEqualityComparer.Default);

    /// <summary>One that is held behind these statements, which stand before the operation; those of inner blocks come first.</summary>
    public string? After(List<IOperation> statements)
    {
        for (var i = statements.Count - 1; i >= 0; i--)
        {
            foreach (var call in OwnOperations.Of(statements[i]).OfType<IInvocationOperation>())
            {
                if (Semaphore(call) is { } semaphore && call.TargetMethod.Name == "Release")
                {
                    _released.Add(semaphore);
                }
            }

            if (Waited(statements[i]) is { } wait && Semaphore(wait) is { } waited && !_released.Contains(waited) && IsReleasedLater(waited))
            {
                return wait.Instance!.Syntax.ToString();
            }
        }

        return null;
    }

    // A wait that can give up says whether it has it.
    private static IInvocationOperation? Waited(IOperation statement)
    {
        var value = statement is IExpressionStatementOperation { Operation: var expression } ? expression : null;
        if (value is IAwaitOperation awaited)
        {
            value = awaited.Operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? task : awaited.Operation;
        }

        return value is IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAsync" } target } call
            && (target.ReturnsVoid || LockTypes.IsTaskLike(target.ReturnType, "Task", 0))
                ? call
                : null;
    }

    private bool IsReleasedLater(ISymbol semaphore)
    {
        var root = operation;
        while (root.Parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            root = root.Parent;
        }

        return OwnOperations.Of(root).OfType<IInvocationOperation>().Any(call =>
            call.TargetMethod.Name == "Release"
            && call.Syntax.SpanStart > operation.Syntax.SpanStart
            && SymbolEqualityComparer.Default.Equals(Semaphore(call), semaphore));
    }

    private static ISymbol? Semaphore(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is not { Name: "SemaphoreSlim", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } ? null
        : call.Instance switch
        {
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
            IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property,
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
}
