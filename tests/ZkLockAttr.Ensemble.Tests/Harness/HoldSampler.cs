namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>Finds out until when a lock was held, by asking about every millisecond on a thread of its own.</summary>
internal static class HoldSampler
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    /// <summary>Complete when the lock is not held any more: the last time at which it surely was.</summary>
    public static Task<TimeSpan> LastHeldAsync(LockHandle handle) => Task.Factory.StartNew(
        () =>
        {
            var last = TimeSpan.MinValue;
            for (var asked = Clock.Now; handle.IsHeld; asked = Clock.Now)
            {
                last = asked;
                Thread.Sleep(Interval);
            }

            return last;
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
