using ZkLockAttr.Locking;

namespace ZkLockAttr.Tests.Simulation;

/// <summary>A caller that takes a lock again and again, with and without time-outs and cancellations.</summary>
internal sealed class SimulatedCaller(World world, SimulatedSession process, string path, int runs)
{
    private static readonly ExecutionContext EmptyFlow = CaptureEmptyFlow();

    private Contender? _contender;
    private CancellationToken _cancelled;
    private TimeSpan? _timeout;
    private int _runs = runs;

    /// <summary>The lock, from the grant to the release or the loss.</summary>
    public LockHandle? Handle { get; private set; }

    public SimulatedSession Process => process;

    public string Path => path;

    public bool IsDone => _runs == 0 && _contender is null && Handle is null;

    public int Grants { get; private set; }

    /// <summary>Whether the process, if it runs, takes the lock for its own at this moment. Asked from outside: it must change nothing.</summary>
    public bool BelievesToHold => Handle is { LostToken.IsCancellationRequested: false } && process.Lease.IsValid;

    public Action<SimulatedCaller, LockHandle> Granted { get; set; } = static (_, _) => { };

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

        if (_contender is { Task.IsCompleted: true } contender)
        {
            _contender = null;
            if (contender.Task.IsCompletedSuccessfully && contender.Task.Result is { } handle)
            {
                Grants++;
                Handle = handle;
                Granted(this, handle);
                world.After(world.UpTo(world.Happens(0.05) ? 6000 : 60), () => process.Do(() => Release(handle)));
            }
            else
            {
                var failure = contender.Task.Exception?.InnerException;
                Assert.True(
                    failure is null or LockTimeoutException or LockUnavailableException,
                    $"The caller got {failure}");
                Assert.False(contender.Task.IsCanceled && !_cancelled.IsCancellationRequested);
                Assert.False(_timeout is null && failure is LockTimeoutException);
                Next();
            }
        }
    }

    private void Ask()
    {
        _runs--;
        _timeout = world.Happens(0.3) ? world.UpTo(3000) : world.Happens(0.1) ? TimeSpan.Zero : null;
        var cancellation = new CancellationTokenSource();
        _cancelled = cancellation.Token;
        ExecutionContext.Run(
            EmptyFlow,
            _ => _contender = process.Table.Join(path, _timeout, world.Happens(0.5), LockFlow.Enter(process.Table, path), _cancelled),
            null);
        if (world.Happens(0.1))
        {
            world.After(world.UpTo(1000), () => process.Do(cancellation.Cancel));
        }
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

    private static ExecutionContext CaptureEmptyFlow() => Task.Run(() => ExecutionContext.Capture()!).GetAwaiter().GetResult();
}
