using ZkLockAttr.Locking;

namespace ZkLockAttr.Ensemble.Locker;

/// <summary>What is done under a lock: it looks again and again whether the lock is still held, and writes to the register, or reads as a reader.</summary>
internal sealed partial class Work(IDistributedLocks locks, Register register, int locker, Func<TimeSpan> hold)
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes the lock as users do.</summary>
    [DistributedLock("{name}", Timeout = "15s")]
    public partial Task RunAsync(string name, CancellationToken stop);

    /// <summary>Works under a lock that was taken by hand.</summary>
    public async Task RunAsync(string name, LockHandle handle, HoldKind kind, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, handle.LostToken);
        await WorkAsync(name, handle, kind, JournalEvent.Got, either.Token);
    }

    /// <summary>Works under an exclusive lock, and goes on as a reader.</summary>
    public async Task RunDowngradingAsync(string name, LockHandle handle, CancellationToken stop)
    {
        await RunAsync(name, handle, HoldKind.Exclusive, stop);
        await handle.DowngradeAsync(stop);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, handle.LostToken);
        await WorkAsync(name, handle, HoldKind.Shared, JournalEvent.Downgraded, either.Token);
    }

    private Task RunAsyncCore(string name, LockHandle handle, CancellationToken stopOrLost) =>
        WorkAsync(name, handle, HoldKind.Exclusive, JournalEvent.Got, stopOrLost);

    private async Task WorkAsync(string name, LockHandle handle, HoldKind kind, JournalEvent began, CancellationToken stopOrLost)
    {
        // It had the lock while it was asked, so surely it had it when it had answered the first time, and when it was asked the last time.
        if (!handle.IsHeld)
        {
            return;
        }

        // Where handles hide their token, the order of the holders is still that of the transactions that made their nodes.
        var token = ((HeldLock)handle).Czxid;
        Tell(began, Journal.Now);
        for (var left = hold(); left > TimeSpan.Zero && !stopOrLost.IsCancellationRequested; left -= LongestStep)
        {
            if (!await UseRegisterAsync(name, token, kind))
            {
                Tell(handle.IsHeld ? JournalEvent.RefusedHeld : JournalEvent.RefusedLate, Journal.Now);
            }

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

        void Tell(JournalEvent happened, TimeSpan time) => Journal.Write(new JournalLine(time, happened, locker, name, token, kind));
    }

    private Task<bool> UseRegisterAsync(string name, long token, HoldKind kind) => kind switch
    {
        // Those who have places are in no order.
        HoldKind.Place => Task.FromResult(true),
        HoldKind.Shared => register.ReadAsync(name, token),
        _ => register.WriteAsync(name, token),
    };
}
