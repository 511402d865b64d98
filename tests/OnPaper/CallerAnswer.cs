using ZkLockAttr.Locking;

namespace ZkLockAttr.OnPaper;

/// <summary>What a caller on paper was told, whose object nobody else gets: so it can be looked at again and again.</summary>
internal static class CallerAnswer
{
    private static readonly Task<LockHandle?> NotYet = new TaskCompletionSource<LockHandle?>().Task;

    extension(Caller caller)
    {
        /// <summary>Completed as soon as the caller is told, and not a moment later: no thread of the pool has a part in it.</summary>
        public Task<LockHandle?> Answer => caller.IsDone ? caller.Outcome.AsTask() : NotYet;
    }
}
