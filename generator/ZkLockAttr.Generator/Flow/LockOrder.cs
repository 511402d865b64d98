using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.Generator.Flow;

/// <summary>
/// Two constant locks that are taken one after the other. The modes do not matter: who comes after a waiting writer waits behind it, and a semaphore can be
/// full. Locks that are taken together have no order.
/// </summary>
/// <param name="Held">The lock under which a body runs.</param>
/// <param name="Taken">The lock that the body takes by a call.</param>
/// <param name="Place">The call.</param>
internal sealed record LockOrder(ConstantName Held, ConstantName Taken, Location Place)
{
    public static IEnumerable<LockOrder> In(IOperation block, LockedBody body)
    {
        foreach (var operation in OwnOperations.Of(block))
        {
            // Locks that are passed to the call may be those of another ensemble.
            if (operation is not IInvocationOperation { TargetMethod: var target } call
                || target.Parameters.Any(parameter => LockTypes.IsLockProvider(parameter.Type)))
            {
                continue;
            }

            foreach (var taken in ConstantName.Of(target))
            {
                foreach (var held in body.Definitions.SelectMany(definition => ConstantName.Of(definition)))
                {
                    if (held.Provider == taken.Provider && held.Name != taken.Name)
                    {
                        yield return new LockOrder(held, taken, call.Syntax.GetLocation());
                    }
                }
            }
        }
    }

    public bool IsOppositeOf(LockOrder other) => Held.IsSameAs(other.Taken) && Taken.IsSameAs(other.Held);
}
