using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>
/// Processes and two servers of one ensemble in one thread and in virtual time, every message under way for a millisecond: the same plan of faults gives
/// the same run. What must hold always is checked behind everything that happens.
/// </summary>
internal sealed class World
{
    public const int Servers = 2;

    /// <summary>How long a message is under way.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1);

    /// <summary>The session time-out of all processes.</summary>
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(12);

    /// <summary>Longer than any session lives without its process.</summary>
    public static readonly TimeSpan Outage = SessionTimeout * 1.5;

    // Until an orphaned session is over and somebody behind its node has had his turn; behind an outage if there is one.
    private static readonly TimeSpan Patience = Outage + (SessionTimeout * 2);

    private const int MaxSteps = 100_000;

    private static readonly TimeSpan ServerStep = TimeSpan.FromSeconds(1);

    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _agenda = new();
    private readonly Dictionary<ServerConnection, Wire> _wires = [];
    private readonly List<Caller> _callers = [];
    private readonly List<Caller> _holders = [];
    private long _order;
    private int _steps;
    private long _checkedZxid;

    public World(FaultPlan faults, Tape? tape = null)
    {
        Faults = faults;
        Tape = tape;
        var settings = ServerSettings.Default with { ContainerCheckInterval = 3000, Endpoints = Servers };
        Server = new ServerCore(settings, ServerNow);
        StepServer();
    }

    /// <summary>What happens to the connections of processes under test.</summary>
    public FaultPlan Faults { get; }

    public Tape? Tape { get; }

    /// <summary>Changes what the process under test sends and receives. It may then believe what is not so: only that nothing breaks is checked.</summary>
    public Func<Direction, byte[], byte[]>? Tampering { get; set; }

    public ServerCore Server { get; }

    public TimeSpan Now { get; private set; }

    public ServerTime ServerNow => new((long)Now.TotalMilliseconds, (long)Now.TotalMilliseconds);

    /// <summary>The longest that somebody waited for what should come.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>The largest token that was given out to a writer of each path.</summary>
    public Dictionary<string, long> LatestToken { get; } = [];

    /// <summary>The living watches of connections that both ends know of.</summary>
    public int Watches => _wires.Where(wire => !wire.Value.IsBroken).Sum(wire => wire.Key.Watches.Count);

    public void Add(Caller caller) => _callers.Add(caller);

    public void Add(ServerConnection connection, Wire wire) => _wires.Add(connection, wire);

    public void After(TimeSpan delay, Action action) => _agenda.Enqueue(action, (Now + delay, _order++));

    /// <summary>Lets time pass.</summary>
    public void Run(TimeSpan duration) => Run(static () => false, Now + duration);

    /// <summary>Lets things happen until the condition holds.</summary>
    public void RunUntil(string what, Func<bool> condition)
    {
        var start = Now;
        Must.Hold(Run(condition, Now + Patience), $"not {what} within {Patience.TotalSeconds} s");
        LongestWait = Now - start > LongestWait ? Now - start : LongestWait;
    }

    /// <summary>Takes what the server has to say to where it belongs.</summary>
    public void FlushServer()
    {
        while (Server.TryTakeDirty(out var connection))
        {
            _wires[connection].Collect();
        }
    }

    public int CountNodes(params ReadOnlySpan<string> paths)
    {
        var count = 0;
        foreach (var path in paths)
        {
            count += Server.State.Tree.Find(path)?.Children.Count ?? 0;
        }

        return count;
    }

    private bool Run(Func<bool> condition, TimeSpan end)
    {
        while (!condition())
        {
            if (_agenda.TryPeek(out _, out var next) && next.Due > end)
            {
                Now = end;
                return false;
            }

            // Far more than any script takes: what goes on for ever without time passing must fail, not hang.
            Must.Hold(++_steps < MaxSteps, $"{MaxSteps} steps, and it goes on at {Now}");
            var action = _agenda.Dequeue();
            Now = next.Due;
            action();
            Check();
        }

        return true;
    }

    private void Check()
    {
        var isChanged = _checkedZxid != Server.State.LastZxid;
        _checkedZxid = Server.State.LastZxid;
        _holders.Clear();
        foreach (var caller in _callers)
        {
            var isNews = caller.Look();
            if (caller.BelievesToHold && Tampering is null)
            {
                Must.Hold((!isChanged && !isNews) || caller.HasNodes, $"a holder of {caller.Demand.DescribePaths()} at {Now} whose node is gone");
                foreach (var wish in caller.Wishes)
                {
                    CheckTogether(wish);
                }

                _holders.Add(caller);
            }
        }
    }

    // Readers hold together, and as many as a semaphore counts; else one alone.
    private void CheckTogether(Wish wish)
    {
        var count = 1;
        foreach (var other in _holders)
        {
            foreach (var its in other.Wishes)
            {
                if (its.Path == wish.Path)
                {
                    Must.Hold(!wish.Kind.IsExclusive && !its.Kind.IsExclusive, $"two holders of {wish.Path} at {Now}");
                    count++;
                }
            }
        }

        Must.Hold(!wish.Kind.IsSemaphore || count <= wish.Kind.MaxCount, $"{count} holders of {wish.Path} at {Now}");
    }

    private void StepServer()
    {
        Server.Advance(ServerNow);
        FlushServer();
        After(ServerStep, StepServer);
    }
}
