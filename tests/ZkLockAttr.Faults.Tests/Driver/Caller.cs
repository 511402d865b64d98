using System.Diagnostics.CodeAnalysis;
using ZkLockAttr.Locking;
using ZkLockAttr.Locking.Queueing;
using Asking = ZkLockAttr.Locking.Caller;

namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>A caller of a process, who asks for a lock once.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A source without a timer has nothing to dispose.")]
internal sealed class Caller
{
    private static readonly ExecutionContext EmptyFlow = Task.Run(() => ExecutionContext.Capture()!).GetAwaiter().GetResult();

    private readonly World _world;
    private readonly Process _process;
    private readonly CancellationTokenSource _cancellation = new();
    private Asking _asking = null!;
    private LockHandle? _handle;
    private bool _hasLetGo;

    private Caller(World world, Process process, string path)
    {
        _world = world;
        _process = process;
        Path = path;
    }

    public string Path { get; }

    public long Token => _handle!.FencingToken;

    public bool IsGranted => _handle is not null;

    public bool IsSettled => _asking.Task.IsCompleted;

    /// <summary>Why it was not granted.</summary>
    public Exception? Failure => _asking.Task.Exception?.InnerException;

    public bool IsLost => _handle is { LostToken.IsCancellationRequested: true };

    /// <summary>Whether the process would tell it that it holds the lock. It changes nothing.</summary>
    public bool BelievesToHold => _handle is not null && !_hasLetGo && !IsLost && _process.Lease.IsValid;

    public static Caller Ask(World world, Process process, string path, TimeSpan? timeout = null)
    {
        var caller = new Caller(world, process, path);
        var demand = Demand.ForOne(path);

        // A flow of its own: callers are strangers to one another.
        process.Do(() => ExecutionContext.Run(
            EmptyFlow,
            _ => caller._asking = process.Table.Join(
                demand, timeout, throwsOnTimeout: true, LockFlow.Enter(process.Table, demand.Wishes), caller._cancellation.Token),
            null));
        world.Add(caller);
        return caller;
    }

    /// <summary>Notices the grant.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Look()
    {
        if (_handle is not null || _asking.Task is not { IsCompletedSuccessfully: true, Result: { } handle })
        {
            return false;
        }

        _handle = handle;
        var latest = _world.LatestToken.GetValueOrDefault(Path);
        Assert.True(handle.FencingToken > latest || _world.Tampering is not null, $"token {handle.FencingToken} after {latest}");
        _world.LatestToken[Path] = handle.FencingToken;
        return true;
    }

    /// <summary>Waits until it has the lock.</summary>
    public Caller Hold()
    {
        _world.RunUntil($"granted to a caller of {(_process.IsUnderTest ? "the process under test" : "another process")}", () => IsSettled);
        Assert.True(IsGranted, $"it got {Failure}");
        return this;
    }

    /// <summary>Does not want it any more, whether it has it or not.</summary>
    public void Leave()
    {
        if (IsGranted)
        {
            _ = LetGo();
        }
        else
        {
            _process.Do(_cancellation.Cancel);
        }
    }

    public void Release()
    {
        var released = LetGo();
        _world.RunUntil("released", () => released.IsCompleted);
        Assert.True(released.IsCompletedSuccessfully);
    }

    private Task LetGo()
    {
        _hasLetGo = true;
        return _handle!.DisposeAsync().AsTask();
    }
}
