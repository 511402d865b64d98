namespace ZkLockAttr.Ensemble.Locker;

/// <summary>Asks for locks in all the ways there are, one after the other, and tells how each attempt ended.</summary>
internal sealed class Locker(int number, IDistributedLocks locks, Register register, LockerOptions options)
{
    private const int Ways = 8;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new((options.Seed * 1000) + number);

    public async Task RunAsync(CancellationToken stop)
    {
        var work = new Work(locks, register, number, () => options.IsPatient ? options.Hold : options.Hold * _random.NextDouble());
        while (!stop.IsCancellationRequested)
        {
            var name = options.Locks[_random.Next(options.Locks.Count)];
            Tell(JournalEvent.Asks, name);
            Tell(await TryOnceAsync(work, name, stop), name);
            await Task.Delay(LongestPause * _random.NextDouble(), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<JournalEvent> TryOnceAsync(Work work, string name, CancellationToken stop)
    {
        try
        {
            return await AskAsync(work, name, stop) ? JournalEvent.Released : JournalEvent.TimedOut;
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
    private async Task<bool> AskAsync(Work work, string name, CancellationToken stop)
    {
        switch (options.IsPatient ? Ways : _random.Next(Ways))
        {
            case 0:
                return await WorkWithAsync(await locks.TryAcquireAsync(name, cancellationToken: stop));
            case 1:
                return await WorkWithAsync(await locks.AcquireAsync(name, LongestTimeout * _random.NextDouble(), stop));
            case 2:
                using (var impatient = CancellationTokenSource.CreateLinkedTokenSource(stop))
                {
                    impatient.CancelAfter(LongestTimeout * _random.NextDouble());
                    return await WorkWithAsync(await locks.AcquireAsync(name, cancellationToken: impatient.Token));
                }

            case 3:
                // Blocks a thread, as callers do that are not asynchronous.
                var timeout = LongestTimeout * _random.NextDouble();
                return await WorkWithAsync(await Task.Factory.StartNew(
                    () => locks.TryAcquire(name, timeout, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            case 4:
                // With another one, or with the same one twice.
                var both = new LockRequest(name).And(options.Locks[_random.Next(options.Locks.Count)]);
                return await WorkWithAsync(await locks.TryAcquireAsync(both, LongestTimeout * _random.NextDouble(), stop));
            case 5:
                var downgradable = new LockRequest(name) { Options = LockOptions.Downgradable };
                return await WorkWithAsync(await locks.TryAcquireAsync(downgradable, LongestTimeout * _random.NextDouble(), stop));
            default:
                await work.RunAsync(name, stop);
                return true;
        }

        async Task<bool> WorkWithAsync(LockHandle? handle)
        {
            if (handle is null)
            {
                return false;
            }

            await using (handle)
            {
                await work.RunAsync(name, handle, stop);
            }

            return true;
        }
    }

    private void Tell(JournalEvent happened, string name) => Journal.Write(new JournalLine(Journal.Now, happened, number, name));
}
