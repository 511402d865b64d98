namespace ZkLockAttr.Ensemble.Locker;

/// <summary>Asks for locks in all the ways there are, one after the other, and tells how each attempt ended.</summary>
internal sealed class Locker(int number, IDistributedLocks locks, Register register, LockerOptions options)
{
    // Of so many times it asks for a lock, it asks once for a place of the semaphore.
    private const int LocksForAPlace = 6;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRetain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new((options.Seed * 1000) + number);

    public async Task RunAsync(CancellationToken stop)
    {
        var work = new Work(locks, register, number, () => options.IsPatient ? options.Hold : UpTo(options.Hold));
        while (!stop.IsCancellationRequested)
        {
            if (!options.IsPatient && _random.Next(LocksForAPlace) == 0)
            {
                await TryAsync(LockerOptions.Semaphore, () => AskForPlaceAsync(work, stop));
            }
            else
            {
                var index = _random.Next(options.Locks.Count);
                var way = options.IsPatient ? Way.Method : Ways.Draw(_random, index);
                await TryAsync(options.Locks[index], () => AskAsync(work, options.Locks[index], way, stop));
            }

            await Task.Delay(UpTo(LongestPause), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(string name, Func<Task<bool>> ask)
    {
        Tell(JournalEvent.Asks, name);
        Tell(await TryOnceAsync(name, ask), name);
    }

    private async Task<JournalEvent> TryOnceAsync(string name, Func<Task<bool>> ask)
    {
        try
        {
            return await ask() ? JournalEvent.Released : JournalEvent.TimedOut;
        }
        catch (LockTimeoutException)
        {
            return JournalEvent.TimedOut;
        }
        catch (LockUnavailableException)
        {
            return JournalEvent.Unavailable;
        }
        catch (LockLostException)
        {
            return JournalEvent.Lost;
        }
        catch (OperationCanceledException)
        {
            return JournalEvent.Cancelled;
        }
        catch (Exception exception)
        {
            Journal.Write(new JournalLine(Journal.Now, JournalEvent.Failed, number, name, Text: exception.ToString()));
            return JournalEvent.Cancelled;
        }
    }

    // False if the time ran out.
    private async Task<bool> AskAsync(Work work, string name, Way way, CancellationToken stop)
    {
        switch (way)
        {
            case Way.Once:
                return await WorkWithAsync(await locks.TryAcquireAsync(name, cancellationToken: stop));
            case Way.Timed:
                return await WorkWithAsync(await locks.AcquireAsync(name, UpTo(LongestTimeout), stop));
            case Way.Cancelled:
                using (var impatient = CancellationTokenSource.CreateLinkedTokenSource(stop))
                {
                    impatient.CancelAfter(UpTo(LongestTimeout));
                    return await WorkWithAsync(await locks.AcquireAsync(name, cancellationToken: impatient.Token));
                }

            case Way.Blocking:
                var timeout = UpTo(LongestTimeout);
                return await WorkWithAsync(await Task.Factory.StartNew(
                    () => locks.TryAcquire(name, timeout, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            case Way.Joint:
                // Perhaps with the same one, which is taken in the stronger mode.
                var other = options.Locks[_random.Next(options.Locks.Count)];
                return await RequestAsync(new LockRequest(name).And(other, _random.Next(2) == 0 ? LockMode.Exclusive : LockMode.Shared));
            case Way.Downgraded:
                var downgradable = new LockRequest(name) { Options = LockOptions.Downgradable };
                return await WorkAsync(await locks.TryAcquireAsync(downgradable, UpTo(LongestTimeout), stop), handle => work.RunDowngradingAsync(name, handle, stop));
            case Way.Shared:
                return await RequestAsync(new LockRequest(name, LockMode.Shared), HoldKind.Shared);
            case Way.SharedHandedOver:
                return await RequestAsync(new LockRequest(name, LockMode.Shared) { Options = LockOptions.HandOver }, HoldKind.Shared);
            case Way.HandedOver:
                return await RequestAsync(new LockRequest(name) { Options = LockOptions.HandOver }, HoldKind.HandedOver);
            case Way.Retained:
                return await RequestAsync(new LockRequest(name) { Options = LockOptions.HandOver, Retain = UpTo(LongestRetain) }, HoldKind.HandedOver);
            default:
                await work.RunAsync(name, stop);
                return true;
        }

        async Task<bool> RequestAsync(LockRequest request, HoldKind kind = HoldKind.Exclusive) =>
            await WorkWithAsync(await locks.TryAcquireAsync(request, UpTo(LongestTimeout), stop), kind);

        Task<bool> WorkWithAsync(LockHandle? handle, HoldKind kind = HoldKind.Exclusive) =>
            WorkAsync(handle, handle => work.RunAsync(name, handle, kind, stop));
    }

    private async Task<bool> AskForPlaceAsync(Work work, CancellationToken stop)
    {
        var place = LockRequest.Semaphore(LockerOptions.Semaphore, LockerOptions.Places);
        var request = _random.Next(2) == 0 ? place : new LockRequest(LockerOptions.Semaphore, LockerOptions.Places) { Options = LockOptions.HandOver };
        return await WorkAsync(
            await locks.TryAcquireAsync(request, UpTo(LongestTimeout), stop),
            handle => work.RunAsync(LockerOptions.Semaphore, handle, HoldKind.Place, stop));
    }

    private static async Task<bool> WorkAsync(LockHandle? handle, Func<LockHandle, Task> work)
    {
        if (handle is null)
        {
            return false;
        }

        await using (handle)
        {
            await work(handle);
        }

        return true;
    }

    private TimeSpan UpTo(TimeSpan longest) => longest * _random.NextDouble();

    private void Tell(JournalEvent happened, string name) => Journal.Write(new JournalLine(Journal.Now, happened, number, name));
}
