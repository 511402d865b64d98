using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.Locking;
using ZkLockAttr.Telemetry;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>A process: the session's state machine and the lock table of the product, on wires of the world.</summary>
internal sealed class Process : IZooKeeperSession
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(100);

    // A node's data names the machine and the process: with this its length, and with it every offset, is the same in every run.
    private static readonly string Filling = new('x', Math.Max(0, 64 - $"{Environment.MachineName}{Environment.ProcessId}".Length));

    private readonly World _world;
    private readonly SessionCore _core;
    private Wire? _wire;
    private TimeSpan _wakesAt = TimeSpan.MaxValue;
    private int _attempts;
    private int _depth;
    private bool _isClosing;

    // Whether the core knows that the wire is of no use any more.
    private bool _isGone;

    public Process(World world, bool isUnderTest)
    {
        _world = world;
        IsUnderTest = isUnderTest;
        var options = new DistributedLocksOptions { ApplicationName = Filling, ConnectTimeout = World.Outage * 4 };
        Table = new LockTable(options, "/locks/", new LockCounts("", () => default), NullLogger.Instance);
        _core = new SessionCore(new SessionOptions { Timeout = World.SessionTimeout, Servers = World.Servers }, new VirtualClock(world), Table);
        Table.Session = this;
    }

    /// <summary>Whether the world's faults strike its connections.</summary>
    public bool IsUnderTest { get; }

    public LockTable Table { get; }

    public TimeSpan ReachesNobodyUntil { get; set; }

    /// <summary>Whether it has closed its session, or given up doing so.</summary>
    public bool IsClosed { get; private set; }

    public TimeSpan Now => _world.Now;

    public SessionLease Lease => _core.Lease;

    public long SessionId => _core.SessionId;

    public bool IsAttached => _core.IsAttached;

    public TimeSpan Timeout => _core.Timeout;

    public void Enter() => _depth++;

    public void Exit()
    {
        if (--_depth > 0)
        {
            return;
        }

        if (_core.Breakage is not null && _wire is { IsClosed: false } broken)
        {
            broken.Close();
            _world.After(TimeSpan.Zero, () => OnEnd(broken));
        }

        if (!_core.Output.IsEmpty)
        {
            _wire?.Send(_core.Output.Written.ToArray());
            _core.Output.Clear();
        }

        if (_wire is null && _core.WantsConnection && !_isClosing)
        {
            Connect();
        }

        WakeAt(_core.NextDue);
    }

    public void Submit(Operation operation) => _core.Submit(operation);

    public void Schedule(Deadline deadline, TimeSpan due) => _core.Schedule(deadline, due);

    public void Unschedule(Deadline deadline) => _core.Unschedule(deadline);

    public void RequireLease() => _core.RequireLease();

    public void Renew() => _core.Renew();

    public string DescribeFailures() => "the driver's faults";

    public void Do(Action action)
    {
        using var scope = new SessionScope(this);
        action();
    }

    public void OnReceived(Wire wire, byte[] bytes)
    {
        if (_wire == wire)
        {
            Do(() => _core.OnReceived(bytes));
        }
    }

    /// <summary>The connection has ended.</summary>
    public void OnEnd(Wire wire)
    {
        if (_wire == wire)
        {
            Do(Disconnect);
        }
    }

    /// <summary>Ends the process in good order: what it holds is lost, and its session goes if its server can be told.</summary>
    public void Close() => Do(() =>
    {
        _isClosing = true;
        Table.Shutdown.End();
        if (_core.IsAttached)
        {
            _core.Renew();
        }
        else
        {
            Disconnect();
            Shut();
        }
    });

    private void Connect()
    {
        var wire = _wire = new Wire(_world, this, _attempts++ % World.Servers);
        _isGone = false;
        _core.OnConnecting();
        _world.After(World.Latency, () => Do(() =>
        {
            if (_wire != wire || _isGone)
            {
                return;
            }

            if (_world.Now < ReachesNobodyUntil)
            {
                Disconnect();
            }
            else
            {
                wire.Open();
                _core.OnConnected();
            }
        }));
    }

    // The wire stays, a dead one, until it is time for the next.
    private void Disconnect()
    {
        if (_wire is not { } wire || _isGone)
        {
            return;
        }

        _isGone = true;
        wire.Close();
        _core.OnDisconnected();
        if (_isClosing)
        {
            Shut();
            return;
        }

        var delay = _world.Now < ReachesNobodyUntil ? ReconnectDelay : TimeSpan.Zero;
        _world.After(delay, () => Do(() =>
        {
            if (_wire == wire)
            {
                _wire = null;
            }
        }));
    }

    private void Shut()
    {
        if (!IsClosed)
        {
            IsClosed = true;
            _core.Shut();
        }
    }

    private void WakeAt(TimeSpan due)
    {
        if (due >= _wakesAt || due == TimeSpan.MaxValue || IsClosed)
        {
            return;
        }

        _wakesAt = due;
        _world.After(due > _world.Now ? due - _world.Now : TimeSpan.Zero, () =>
        {
            if (_wakesAt == due)
            {
                _wakesAt = TimeSpan.MaxValue;
                Do(_core.Advance);
            }
        });
    }
}
