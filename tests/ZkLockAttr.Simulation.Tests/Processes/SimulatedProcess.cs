using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Simulation.Tests.Processes;

/// <summary>A process with a session: the session's state machine of the product, on clocks and connections of the simulation.</summary>
internal class SimulatedProcess : IZooKeeperSession
{
    private readonly World _world;
    private readonly SimulatedEnsemble _ensemble;
    private readonly ProcessClocks _clocks;
    private readonly SessionCore _core;
    private readonly ReconnectDelay _reconnectDelay;
    private readonly Queue<Action> _missed = new();
    private SimulatedConnection? _connection;
    private bool _isConnecting;
    private int _server;
    private TimeSpan _wakesAt = TimeSpan.MaxValue;
    private int _depth;
    private long _robbedSession;

    public SimulatedProcess(World world, SimulatedEnsemble ensemble, Weather weather, ISessionListener listener)
    {
        _world = world;
        _ensemble = ensemble;
        _clocks = new ProcessClocks(world, weather.ClockDrift);
        _server = world.Random.Next(SimulatedEnsemble.Servers);
        _reconnectDelay = new ReconnectDelay(world.Random);
        _core = new SessionCore(new SessionOptions { Timeout = Weather.Timeout, Servers = SimulatedEnsemble.Servers }, _clocks.Lease, listener);
    }

    public bool IsPaused { get; private set; }

    /// <summary>How often it has been without a lease: where the number is the same, it has had one all the time.</summary>
    public int LeaseGaps { get; private set; }

    /// <summary>Whether somebody has ended its session from outside and it cannot know yet: then no lease helps.</summary>
    public bool IsRobbed => _robbedSession != 0 && _robbedSession == SessionId;

    public TimeSpan Now => _clocks.Lease.Now;

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

        if (!_isConnecting && _connection is null && _core.WantsConnection)
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

    public void SetWall(TimeSpan shift) => _clocks.SetWall(shift);

    /// <summary>Ends its session from outside, as an administrator could.</summary>
    public void Rob()
    {
        _robbedSession = SessionId;
        _ensemble.Expire(SessionId);
    }

    /// <summary>The process, or the whole machine with its monotonic clock, stands still, and then finds all that has come meanwhile.</summary>
    public void Pause(TimeSpan duration, bool machineSleeps)
    {
        if (IsPaused)
        {
            return;
        }

        IsPaused = true;
        _world.After(duration, () =>
        {
            if (machineSleeps)
            {
                _clocks.Sleep(duration);
            }

            // Its own code may run before it has learnt anything.
            IsPaused = false;
            _world.Check();
            while (_missed.TryDequeue(out var missed))
            {
                missed();
                _world.Check();
            }
        });
    }

    /// <summary>Runs now, or when the pause is over.</summary>
    public void Do(Action action)
    {
        if (IsPaused)
        {
            _missed.Enqueue(() => Do(action));
            return;
        }

        LeaseGaps += Lease.IsValid ? 0 : 1;
        using var scope = new SessionScope(this);
        action();
    }

    private void Connect()
    {
        _isConnecting = true;
        _core.OnConnecting();
        _world.After(_world.UpTo(30), () => Do(() =>
        {
            _isConnecting = false;
            _server = (_server + 1) % SimulatedEnsemble.Servers;
            if (_core.Breakage is null && _ensemble.Connect(_server) is { } connection)
            {
                _connection = connection;
                connection.Deliver = bytes => Do(() => OnReceived(connection, bytes));
                _core.OnConnected();
            }
            else
            {
                OnDisconnected();
            }
        }));
    }

    private void OnReceived(SimulatedConnection connection, byte[]? bytes)
    {
        if (connection != _connection)
        {
            return;
        }

        if (bytes is null)
        {
            OnDisconnected();
            return;
        }

        _reconnectDelay.Reset();
        _core.OnReceived(bytes);
    }

    private void OnDisconnected()
    {
        _connection = null;
        _isConnecting = true;
        _core.OnDisconnected();
        _world.After(_reconnectDelay.Next(), () => Do(() => _isConnecting = false));
    }

    private void WakeAt(TimeSpan due)
    {
        if (due >= _wakesAt || due == TimeSpan.MaxValue)
        {
            return;
        }

        _wakesAt = due;
        _world.After(_clocks.Until(due) + _world.UpTo(2), () => Do(() =>
        {
            // An earlier one has come first, and has set this one anew if it was still to come.
            if (_wakesAt == due)
            {
                _wakesAt = TimeSpan.MaxValue;
                _core.Advance();
            }
        }));
    }
}
