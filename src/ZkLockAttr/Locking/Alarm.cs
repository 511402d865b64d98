using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>A deadline of somebody who has one of its own already.</summary>
internal sealed class Alarm(Action action) : Deadline
{
    public override void OnDue() => action();
}
