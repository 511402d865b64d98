using ZkLockAttr.Locking;
using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Simulation.Tests.Processes;

/// <summary>A caller that takes a lock again and again, with and without time-outs and cancellations.</summary>
internal sealed class SimulatedCaller(World world, SimulatedProcess process, string path, int runs, double longHolds)
{
    private static readonly ExecutionContext EmptyFlow = CaptureEmptyFlow();

    private Caller? _caller;
    private CancellationToken _cancelled;
    private TimeSpan? _timeout;
    private int _runs = runs;

    /// <summary>The longest that it holds a lock.</summary>
    public static TimeSpan LongestHold { get; } = TimeSpan.FromSeconds(6);

    /// <summary>The lock, from the grant to the release or the loss.</summary>
    public LockHandle? Handle { get; private set; }

    public SimulatedProcess Process => process;

    public string Path => path;

    public bool IsWaiting => _caller is not null;

    public bool IsDone => _runs == 0 && _caller is null && Handle is null;

    /// <summary>Its place among the callers of its process; meaningful while it waits or holds.</summary>
    public int Ticket { get; private set; }

    /// <summary>Whether its process, at this moment, takes the lock for its own; null while it stands still.</summary>
    public bool? BelievesToHold => process.IsPaused ? null : Handle is { LostToken.IsCancellationRequested: false } && process.Lease.IsValid;

    public required Action<SimulatedCaller, LockHandle> Granted { get; init; }

    public void Begin() => world.After(world.UpTo(500), () => process.Do(Ask));

    /// <summary>What the caller sees of what has happened.</summary>
    public void Look()
    {
        if (process.IsPaused)
        {
            return;
        }

        if (Handle is { LostToken.IsCancellationRequested: true })
        {
            Handle = null;
            Next();
        }

        if (_caller is { Task.IsCompleted: true } caller)
        {
            _caller = null;
            if (caller.Task.IsCompletedSuccessfully && caller.Task.Result is { } handle)
            {
                Hold(handle);
            }
            else
            {
                CheckFailure(caller);
                Next();
            }
        }
    }

    private void Ask()
    {
        _runs--;
        Ticket = process.NextTicket++;
        _timeout = world.Happens(0.3) ? world.UpTo(3000) : world.Happens(0.1) ? TimeSpan.Zero : null;
        var cancellation = new CancellationTokenSource();
        _cancelled = cancellation.Token;
        var demand = Demand.ForOne(path);
        ExecutionContext.Run(
            EmptyFlow,
            _ => _caller = process.Table.Join(demand, _timeout, world.Happens(0.5), LockFlow.Enter(process.Table, demand.Wishes), _cancelled),
            null);
        if (world.Happens(0.1))
        {
            world.After(world.UpTo(1000), () => process.Do(cancellation.Cancel));
        }
    }

    private void Hold(LockHandle handle)
    {
        Handle = handle;
        Granted(this, handle);
        world.After(world.UpTo(world.Happens(longHolds) ? LongestHold.TotalMilliseconds : 60), () => process.Do(() => Release(handle)));
    }

    private void Release(LockHandle handle)
    {
        // Completes when the delete is answered; nobody waits for it here.
        _ = handle.DisposeAsync().AsTask();
        if (Handle == handle)
        {
            Handle = null;
            Next();
        }
    }

    private void Next()
    {
        if (_runs > 0)
        {
            Begin();
        }
    }

    private void CheckFailure(Caller caller)
    {
        var failure = caller.Task.Exception?.InnerException;
        Assert.True(failure is null or LockTimeoutException or LockUnavailableException, $"The caller got {failure}");
        Assert.False(caller.Task.IsCanceled && !_cancelled.IsCancellationRequested, "cancelled, but not by the caller");
        Assert.False(_timeout is null && failure is LockTimeoutException, "a time-out that nobody asked for");
    }

    private static ExecutionContext CaptureEmptyFlow() => Task.Run(() => ExecutionContext.Capture()!).GetAwaiter().GetResult();
}
