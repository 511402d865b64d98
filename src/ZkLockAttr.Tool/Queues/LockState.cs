using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Tool.Queues;

/// <summary>A lock and its queue.</summary>
/// <param name="Address">Which lock.</param>
/// <param name="Queue">Who holds and waits, first come first.</param>
/// <param name="First">The first of them, with what its node says; null if there is none.</param>
internal sealed record LockState(LockAddress Address, IReadOnlyList<QueueMember> Queue, FoundContender? First)
{
    public int Holders => Queue.Count(member => member.IsHolder);

    public int Waiting => Queue.Count - Holders;

    /// <summary>What the first in the queue holds; null if there is none.</summary>
    public QueueKind? Kind => Queue.Count > 0 ? Queue[0].Kind : null;
}
