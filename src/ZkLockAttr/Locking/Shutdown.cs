namespace ZkLockAttr.Locking;

/// <summary>The end of the locks, in two steps: first no more are given out, and whoever has one keeps it; then all are ended.</summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class Shutdown(LockTable table)
{
    private readonly TaskCompletionSource _rested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _unheld;

    /// <summary>Whether no more locks are given out: nothing is kept for a next caller then.</summary>
    public bool HasBegun => _unheld is not null || HasEnded;

    /// <summary>Whether all waits and holds were ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Completed once all is ended and no lock has to be kept from others any longer.</summary>
    public Task Rested => _rested.Task;

    /// <summary>Refuses a caller who comes too late. Whoever holds a lock may need another one to get done.</summary>
    /// <exception cref="ObjectDisposedException">All is ended.</exception>
    /// <exception cref="LockUnavailableException">No more locks are given out.</exception>
    public void ThrowIfTooLate(Caller caller)
    {
        ObjectDisposedException.ThrowIf(HasEnded, typeof(DistributedLocks));
        if (HasBegun && !caller.Flow.IsNested)
        {
            throw TooLate(caller);
        }
    }

    /// <summary>Takes no more callers, and tells those who wait. Whoever has a lock keeps it.</summary>
    /// <returns>Completed when nobody has a lock.</returns>
    public Task Begin()
    {
        if (_unheld is null)
        {
            _unheld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var caller in table.LastFirst().Where(caller => !caller.Flow.IsNested))
            {
                caller.Fail(TooLate(caller));
            }

            TellIfUnheld();
        }

        return _unheld.Task;
    }

    /// <summary>Ends all waits and holds; what others may not have yet is kept from them until <see cref="Rested"/>.</summary>
    public void End()
    {
        HasEnded = true;
        foreach (var caller in table.LastFirst())
        {
            caller.Fail(new ObjectDisposedException(nameof(DistributedLocks)));
        }

        foreach (var hold in table.Holds.ToArray())
        {
            hold.OnShut();
        }

        TellIfRested();
    }

    /// <summary>A hold is over.</summary>
    public void OnHoldOver()
    {
        TellIfUnheld();
        TellIfRested();
    }

    private void TellIfUnheld()
    {
        if (_unheld is { } unheld && !table.HoldsInUse.Any())
        {
            unheld.TrySetResult();
        }
    }

    private void TellIfRested()
    {
        if (HasEnded && table.Holds.Count == 0)
        {
            _rested.TrySetResult();
        }
    }

    private static LockUnavailableException TooLate(Caller caller) =>
        new(caller.Demand.DescribePaths(), "this process is stopping and takes no more locks.");
}
