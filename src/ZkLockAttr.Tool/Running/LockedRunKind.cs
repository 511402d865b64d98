namespace ZkLockAttr.Tool.Running;

/// <summary>What is taken: a lock, or a place of a semaphore where the count is above 0.</summary>
internal readonly record struct LockedRunKind(LockMode Mode, int MaxCount)
{
    public LockRequest Of(LockName name) => MaxCount > 0 ? LockRequest.Semaphore(name, MaxCount) : new LockRequest(name, Mode);
}
