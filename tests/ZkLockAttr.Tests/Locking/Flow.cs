namespace ZkLockAttr.Tests.Locking;

/// <summary>Flows of execution, as the lock tells them apart.</summary>
internal static class Flow
{
    /// <summary>As another caller of the process would do it: the test's own flow would be told that it holds the lock already.</summary>
    public static Task<T> Another<T>(Func<ValueTask<T>> call)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => call().AsTask());
        }
    }
}
