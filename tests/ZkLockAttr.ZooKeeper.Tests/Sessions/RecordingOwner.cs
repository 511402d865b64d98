using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>Keeps what was completed, in order.</summary>
internal sealed class RecordingOwner : IOperationOwner
{
    public List<Operation> Completed { get; } = [];

    /// <summary>What to do when the next one is completed.</summary>
    public Action? Then { get; set; }

    public void OnCompleted(Operation operation)
    {
        Completed.Add(operation);
        var then = Then;
        Then = null;
        then?.Invoke();
    }
}
