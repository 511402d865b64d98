namespace ZkLockAttr.Ensemble.Locker;

/// <summary>What is done under a lock: it looks again and again whether the lock is still held, and writes to the register.</summary>
internal sealed partial class Work(IDistributedLocks locks, Register register, int locker, Func<TimeSpan> hold)
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes the lock as users do.</summary>
    [DistributedLock("{name}", Timeout = "15s")]
    public partial Task RunAsync(string name, CancellationToken stop);

    /// <summary>Works under a lock that was taken by hand.</summary>
    public async Task RunAsync(string name, LockHandle handle, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, handle.LostToken);
        await WorkAsync(name, handle, either.Token);
    }

    private Task RunAsyncCore(string name, LockHandle handle, CancellationToken stopOrLost) => WorkAsync(name, handle, stopOrLost);

    private async Task WorkAsync(string name, LockHandle handle, CancellationToken stopOrLost)
    {
        // It had the lock while it was asked, so surely it had it when it had answered the first time, and when it was asked the last time.
        if (!handle.IsHeld)
        {
            return;
        }

        Tell(JournalEvent.Got, Journal.Now);
        for (var left = hold(); left > TimeSpan.Zero && !stopOrLost.IsCancellationRequested; left -= LongestStep)
        {
            await WriteAsync(name, handle);
            await Task.Delay(left < LongestStep ? left : LongestStep, stopOrLost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            LookAgain();
        }

        void LookAgain()
        {
            var asked = Journal.Now;
            if (handle.IsHeld)
            {
                Tell(JournalEvent.Has, asked);
            }
        }

        void Tell(JournalEvent happened, TimeSpan time) => Journal.Write(new JournalLine(time, happened, locker, name, handle.FencingToken));
    }

    private async Task WriteAsync(string name, LockHandle handle)
    {
        if (!await register.WriteAsync(name, handle.FencingToken))
        {
            var happened = handle.IsHeld ? JournalEvent.RefusedHeld : JournalEvent.RefusedLate;
            Journal.Write(new JournalLine(Journal.Now, happened, locker, name, handle.FencingToken));
        }
    }
}
