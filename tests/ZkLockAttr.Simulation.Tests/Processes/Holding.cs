using ZkLockAttr.Locking;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.OnPaper;
using ZkLockAttr.Simulation.Tests.Asking;
using ZkLockAttr.Simulation.Tests.Checks;

namespace ZkLockAttr.Simulation.Tests.Processes;

/// <summary>What one caller has been granted: until it is released or lost, and beyond that as long as nobody else may have it.</summary>
internal sealed class Holding
{
    private readonly SimulatedCaller _caller;
    private readonly HeldLock _handle;
    private readonly Wish[] _wishes;

    // From then on others may have it, by the clock of the process; and no longer sure since the process was without a lease.
    private readonly TimeSpan _reservedUntil;
    private readonly int _leaseGaps;

    private bool _isReleased;

    public Holding(SimulatedCaller caller, Request request, HeldLock handle)
    {
        _caller = caller;
        _handle = handle;
        _wishes = [.. request.Demand.Wishes];
        Request = request;
        Ticket = caller.Ticket;
        Czxid = handle.Czxid;
        Nodes = [.. handle.Claim.StandingNodes().Select(node => node.Path.ToString())];
        _reservedUntil = request.Demand.HoldAtLeast > TimeSpan.Zero ? Process.Now + request.Demand.HoldAtLeast : TimeSpan.Zero;
        _leaseGaps = Process.LeaseGaps;
    }

    public SimulatedCaller Caller => _caller;

    public LockingProcess Process => _caller.Process;

    public Request Request { get; }

    /// <summary>The caller's place, when it asked, among those of its process.</summary>
    public int Ticket { get; }

    public LockHandle Handle => _handle;

    /// <summary>The transaction that made its nodes.</summary>
    public long Czxid { get; }

    /// <summary>The nodes that must stand while it is held.</summary>
    public string[] Nodes { get; private set; }

    /// <summary>What is held, each path in the mode that it is held in now.</summary>
    public ReadOnlySpan<Wish> Wishes => _wishes;

    public bool IsLost => _handle.LostToken.IsCancellationRequested;

    /// <summary>Whether the caller is done with it.</summary>
    public bool IsUsed => !_isReleased && !IsLost;

    /// <summary>Whether it counts no more, and never will again.</summary>
    public bool IsOver => !IsUsed && !Process.IsPaused && !IsReserved;

    /// <summary>
    /// Whether nobody else may have it: its process, at this moment, takes it for its own, or keeps it from others for a while. A process that stands
    /// still takes nothing for its own; and nothing helps one whose session somebody has ended from outside.
    /// </summary>
    public bool IsInForce => !Process.IsPaused && !Process.IsRobbed && ((IsUsed && Process.Lease.IsValid) || IsReserved);

    private bool IsReserved => _isReleased && Process.Now < _reservedUntil && Process.LeaseGaps == _leaseGaps && Process.Lease.IsValid;

    /// <summary>Lets readers in.</summary>
    public void Downgrade()
    {
        if (!IsUsed)
        {
            return;
        }

        // Completes when the delete is answered; nobody waits for it here.
        _ = _handle.DowngradeAsync().AsTask();
        _wishes[0] = _wishes[0] with { Kind = new QueueKind(LockMode.Shared) };
        Nodes = Array.FindAll(Nodes, node => QueueNodes.IsReader(node));
    }

    public void Release()
    {
        _isReleased |= IsUsed;
        _handle.LetGo();
    }
}
