using ZkLockAttr.Locking;
using ZkLockAttr.OnPaper;
using ZkLockAttr.Simulation.Tests.Asking;

namespace ZkLockAttr.Simulation.Tests.Processes;

/// <summary>A caller that takes locks again and again, with and without time-outs and cancellations.</summary>
internal sealed class SimulatedCaller(World world, LockingProcess process, Requests requests, int runs)
{
    private static readonly ExecutionContext EmptyFlow = CaptureEmptyFlow();

    private Caller? _caller;
    private Holding? _holding;
    private Request? _request;
    private CancellationToken _cancelled;
    private int _runs = runs;

    public LockingProcess Process => process;

    public bool IsDone => _runs == 0 && _caller is null && _holding is null;

    public required Action<Holding> Granted { get; init; }

    /// <summary>Whether it waits for one lock alone, and that is this one.</summary>
    public bool WaitsFor(string path) => _caller is { IsDone: false, Demand.IsJoint: false } caller && caller.Demand.FirstPath == path;

    /// <summary>Its place among the callers of its process; meaningful while it waits or holds.</summary>
    public int Ticket { get; private set; }

    public void Begin() => world.After(requests.NextRest(), () => process.Do(Ask));

    /// <summary>What the caller sees of what has happened.</summary>
    public void Look()
    {
        if (process.IsPaused)
        {
            return;
        }

        if (_holding is { IsLost: true })
        {
            LetGo();
        }

        if (_caller is { IsDone: true } caller)
        {
            _caller = null;
            if (caller.Answer.IsCompletedSuccessfully && caller.Answer.Result is { } handle)
            {
                Hold((HeldLock)handle);
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
        var request = _request = requests.Next();
        var cancellation = new CancellationTokenSource();
        _cancelled = cancellation.Token;
        ExecutionContext.Run(
            EmptyFlow,
            _ =>
            {
                _caller = new Caller(process.Table);
                _caller.Ask(request.Demand, request.Timeout, world.Happens(0.5), LockFlow.Enter(process.Table, request.Demand.Wishes));
                process.Table.Join(_caller, _cancelled);
            },
            null);
        if (request.CancelledAfter is { } cancelledAfter)
        {
            world.After(cancelledAfter, () => process.Do(cancellation.Cancel));
        }
    }

    private void Hold(HeldLock handle)
    {
        var holding = _holding = new Holding(this, _request!, handle);
        Granted(holding);
        world.After(_request!.Use, () => process.Do(() => Release(holding)));
        if (_request.DowngradedAfter is { } downgradedAfter)
        {
            world.After(downgradedAfter, () => process.Do(holding.Downgrade));
        }
    }

    private void Release(Holding holding)
    {
        holding.Release();
        if (_holding == holding)
        {
            LetGo();
        }
    }

    private void LetGo()
    {
        _holding = null;
        Next();
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
        var failure = caller.Answer.Exception?.InnerException;
        Must.Hold(failure is null or LockTimeoutException or LockUnavailableException, $"The caller got {failure}");
        Assert.False(caller.Answer.IsCanceled && !_cancelled.IsCancellationRequested, "cancelled, but not by the caller");
        Assert.False(_request!.Timeout is null && failure is LockTimeoutException, "a time-out that nobody asked for");
    }

    private static ExecutionContext CaptureEmptyFlow() => Task.Run(() => ExecutionContext.Capture()!).GetAwaiter().GetResult();
}
