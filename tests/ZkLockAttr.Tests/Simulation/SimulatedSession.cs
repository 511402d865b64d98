using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.Locking;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Tests.Simulation;

/// <summary>A process: the session's state machine and the lock table of the product, on a connection of the simulation.</summary>
internal sealed class SimulatedSession : IZooKeeperSession
{
    private readonly World _world;
    private readonly SessionCore _core;
    private readonly Queue<Action> _missed = new();
    private SimulatedConnection? _connection;
    private TimeSpan _wakesAt = TimeSpan.MaxValue;
    private int _depth;
    private bool _isPaused;

    public SimulatedSession(World world)
    {
        _world = world;
        Table = new LockTable(new DistributedLocksOptions { ConnectTimeout = TimeSpan.FromSeconds(3) }, "/locks/", NullLogger.Instance);
        _core = new SessionCore(new SessionOptions { Timeout = TimeSpan.FromSeconds(4) }, new SimulatedClock(world), Table);
        Table.Session = this;
    }

    public LockTable Table { get; }

    public bool IsPaused => _isPaused;

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

        if (_core.Breakage is not null)
        {
            _connection?.Cut();
        }

        if (!_core.Output.IsEmpty)
        {
            _connection?.Send(_core.Output.Written.ToArray());
            _core.Output.Clear();
        }

        if (_connection is null && _core.WantsConnection)
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

    public string DescribeFailures() => "simulated";

    public void CutConnection() => _connection?.Cut();

    /// <summary>The process stands still, and then finds all that has come meanwhile.</summary>
    public void Pause(TimeSpan duration)
    {
        if (_isPaused)
        {
            return;
        }

        _isPaused = true;
        _world.After(duration, () =>
        {
            _isPaused = false;

            // In the order of their coming, but for timers, which find their turn by chance.
            while (_missed.TryDequeue(out var missed))
            {
                missed();
            }
        });
    }

    /// <summary>Runs now, or when the pause is over.</summary>
    public void Do(Action action)
    {
        if (_isPaused)
        {
            _missed.Enqueue(() => Do(action));
            return;
        }

        using var scope = new SessionScope(this);
        action();
    }

    private void Connect()
    {
        var connection = _connection = new SimulatedConnection(_world);
        _core.OnConnecting();
        connection.Deliver = bytes => Do(() =>
        {
            if (bytes is not null)
            {
                _core.OnReceived(bytes);
                return;
            }

            if (_connection == connection)
            {
                _core.OnDisconnected();
                _world.After(_world.UpTo(100), () => Do(() =>
                {
                    if (_connection == connection)
                    {
                        _connection = null;
                    }
                }));
            }
        });
        _world.After(_world.UpTo(30), () => Do(() =>
        {
            if (_connection == connection && !connection.IsOver)
            {
                _core.OnConnected();
            }
        }));
    }

    private void WakeAt(TimeSpan due)
    {
        if (due >= _wakesAt || due == TimeSpan.MaxValue)
        {
            return;
        }

        _wakesAt = due;
        var delay = due > _world.Now ? due - _world.Now : TimeSpan.Zero;
        _world.After(delay + _world.UpTo(2), () =>
        {
            if (_wakesAt == due)
            {
                _wakesAt = TimeSpan.MaxValue;
                Do(_core.Advance);
            }
        });
    }
}
