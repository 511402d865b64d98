using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Finds the lock of the process that is held around an operation: by <c>lock</c>, by the scope of a <c>Lock</c>, or a semaphore.</summary>
internal static class ProcessLock
{
    /// <summary>What it is called in the code; null where none is held for certain.</summary>
    public static string? Around(IOperation operation)
    {
        var semaphores = new HeldSemaphores(operation);
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                // It runs at another time.
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
                case ILockOperation locked when locked.Body == inner:
                    return locked.LockedValue.Syntax.ToString();
                case IUsingOperation scope when scope.Body == inner && Scope(scope.Resources) is { } entered:
                    return entered;
                case IBlockOperation block:
                    var before = block.Operations.TakeWhile(statement => statement != inner).ToList();
                    var declared = before.OfType<IUsingDeclarationOperation>().Select(scope => Scope(scope.DeclarationGroup)).FirstOrDefault(name => name is not null);
                    if ((declared ?? semaphores.After(before)) is { } held)
                    {
                        return held;
                    }

                    break;
            }
        }

        return null;
    }

    private static string? Scope(IOperation resource)
    {
        foreach (var operation in resource.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation
                {
                    TargetMethod: { Name: "EnterScope", ContainingType: { Name: "Lock", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } },
                    Instance: { } entered,
                })
            {
                return entered.Syntax.ToString();
            }
        }

        return null;
    }
}
