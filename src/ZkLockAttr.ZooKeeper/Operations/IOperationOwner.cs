namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Who asked for an operation.</summary>
internal interface IOperationOwner
{
    /// <summary>The operation was answered, or will not be. Called under the session's gate; may submit others.</summary>
    void OnCompleted(Operation operation);
}
