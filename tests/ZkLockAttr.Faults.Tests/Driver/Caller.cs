using System.Diagnostics.CodeAnalysis;
using ZkLockAttr.Locking;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.OnPaper;
using Asking = ZkLockAttr.Locking.Caller;

namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>A caller of a process, who asks once: for one lock, for several, for a place of a semaphore.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A source without a timer has nothing to dispose.")]
internal sealed class Caller
{
    private static readonly ExecutionContext EmptyFlow = Task.Run(() => ExecutionContext.Capture()!).GetAwaiter().GetResult();

    private readonly World _world;
    private readonly Process _process;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Asking _asking;
    private HeldLock? _handle;
    private bool _hasLetGo;
    private string[] _nodes = [];

    private Caller(World world, Process process, in Demand demand)
    {
        _world = world;
        _process = process;
        _asking = new Asking(process.Table);
        Demand = demand;
        Wishes = [.. demand.Wishes];
    }

    public Demand Demand { get; }

    /// <summary>What it wants or has, each path in the mode that it has it in now.</summary>
    public Wish[] Wishes { get; }

    public bool IsGranted => _handle is not null;

    public bool IsSettled => _asking.IsDone;

    /// <summary>Why it was not granted.</summary>
    public Exception? Failure => IsSettled ? Answer.Exception?.InnerException : null;

    public bool IsLost => _handle is { LostToken.IsCancellationRequested: true };

    /// <summary>Whether the process would tell it that it holds the lock. It changes nothing.</summary>
    public bool BelievesToHold => _handle is not null && !_hasLetGo && !IsLost && _process.Lease.IsValid;

    /// <summary>Whether all the nodes that it stands on are there.</summary>
    public bool HasNodes => Array.TrueForAll(_nodes, node => _world.Server.State.Tree.Find(node)?.Czxid == _handle!.Czxid);

    // Asked for once: a failure is thrown each time.
    private Task<LockHandle?> Answer => field ??= _asking.Answer;

    public static Caller Ask(World world, Process process, string path, TimeSpan? timeout = null) =>
        Ask(world, process, Demand.ForOne(path), timeout);

    public static Caller Ask(World world, Process process, Demand demand, TimeSpan? timeout = null)
    {
        var caller = new Caller(world, process, demand);

        // A flow of its own: callers are strangers to one another.
        process.Do(() => ExecutionContext.Run(
            EmptyFlow,
            _ =>
            {
                caller._asking.Ask(demand, timeout, throwsOnTimeout: true, LockFlow.Enter(process.Table, demand.Wishes));
                process.Table.Join(caller._asking, caller._cancellation.Token);
            },
            null));
        world.Add(caller);
        return caller;
    }

    /// <summary>Notices the grant.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Look()
    {
        if (_handle is not null || !IsSettled || Answer is not { IsCompletedSuccessfully: true, Result: { } handle })
        {
            return false;
        }

        _handle = (HeldLock)handle;
        _nodes = [.. _handle.Claim.StandingNodes().Select(node => node.Path.ToString())];
        if (!Demand.AllowsHandOver && !Demand.FirstKind.IsSemaphore)
        {
            CheckToken(handle.FencingToken);
        }

        return true;
    }

    /// <summary>Waits until it has the lock.</summary>
    public Caller Hold()
    {
        _world.RunUntil($"granted to a caller of {(_process.IsUnderTest ? "the process under test" : "another process")}", () => IsSettled);

        // It may have been handed over at once, and nothing has happened since.
        Look();
        Must.Hold(IsGranted, $"it got {Failure}");
        return this;
    }

    /// <summary>Lets readers in, unless it is lost. Whether that is so by now is seen by who has come in.</summary>
    public void Downgrade()
    {
        if (!IsLost)
        {
            _process.Do(() => _ = _handle!.DowngradeAsync().AsTask());
            Wishes[0] = Wishes[0] with { Kind = new QueueKind(LockMode.Shared) };
            _nodes = Array.FindAll(_nodes, node => node.Contains("__rlock__", StringComparison.Ordinal));
        }
    }

    /// <summary>Does not want it any more, whether it has it or not.</summary>
    public void Leave()
    {
        if (IsGranted)
        {
            _hasLetGo = true;
            _handle!.LetGo();
        }
        else
        {
            _process.Do(_cancellation.Cancel);
        }
    }

    public void Release()
    {
        _hasLetGo = true;
        var released = _handle!.DisposeAsync();
        _world.RunUntil("released", () => released.IsCompleted);
        Assert.True(released.IsCompletedSuccessfully);
    }

    // A reader's comes after the writers before it, and a writer's after all.
    private void CheckToken(long token)
    {
        foreach (var wish in Wishes)
        {
            var latest = _world.LatestToken.GetValueOrDefault(wish.Path);
            Must.Hold(token > latest || _world.Tampering is not null, $"token {token} after {latest}");
            if (wish.Kind.IsExclusive)
            {
                _world.LatestToken[wish.Path] = token;
            }
        }
    }
}
