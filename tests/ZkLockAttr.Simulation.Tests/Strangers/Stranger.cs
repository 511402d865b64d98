using ZkLockAttr.OnPaper;
using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Simulation.Tests.Processes;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Simulation.Tests.Strangers;

/// <summary>
/// A process that takes a lock by another client's recipe, again and again. When its connection breaks it ends its session and starts anew: how well others
/// recover is not the question here.
/// </summary>
internal sealed class Stranger : ISessionListener, IOperationOwner
{
    private readonly World _world;
    private readonly SimulatedEnsemble _ensemble;
    private readonly Recipe _recipe;
    private readonly string _path;
    private int _runs;

    // The operation or event that it waits for; null while it rests or holds.
    private object? _expected;
    private string? _node;
    private long _czxid;
    private bool _believesToHold;
    private bool _isResting = true;

    public Stranger(World world, SimulatedEnsemble ensemble, Weather weather, Recipe recipe, string path, int runs)
    {
        _world = world;
        _ensemble = ensemble;
        _recipe = recipe;
        _path = path;
        _runs = runs;
        Process = new SimulatedProcess(world, ensemble, weather, this);
    }

    public SimulatedProcess Process { get; }

    public string Path => _path;

    public bool IsReader => _recipe.IsReader;

    public bool WaitsForLaterWriters => _recipe == Recipe.KazooReader;

    public bool IsDone { get; private set; }

    public required Action Granted { get; init; }

    /// <summary>Whether it has the lock: it believes so, and its node stands. What it believes without is its own affair.</summary>
    public bool IsInForce => _believesToHold && Stands;

    private bool Stands => _ensemble.Tree.Find($"{_path}/{_node}")?.Czxid == _czxid;

    public override string ToString() => $"{_recipe.GetType().Name} by {_path}/{_node}";

    public void Begin() => _world.After(_world.UpTo(500), () => Process.Do(Ask));

    /// <summary>Nobody else may delete its node.</summary>
    public void Check()
    {
        if (_node is not null && !Stands)
        {
            Must.Hold(!_ensemble.Lives(Process.SessionId), $"{this} is gone at {_world.Now}, though its session lives");
        }
    }

    public void OnCompleted(Operation operation)
    {
        if (operation != _expected)
        {
            return;
        }

        _expected = null;
        switch (operation)
        {
            case { Error: ZooKeeperError.ConnectionLoss or ZooKeeperError.SessionExpired or ZooKeeperError.ThrottledOp }:
                StartAnew();
                break;
            case CreateOperation { Error: ZooKeeperError.NoNode }:
                Process.Submit(new CreateOperation(this, "/locks", null, CreateMode.Persistent));
                Process.Submit(new CreateOperation(this, _path, null, CreateMode.Persistent));
                Create();
                break;
            case CreateOperation create:
                _node = create.CreatedPath![(_path.Length + 1)..];
                _czxid = create.Zxid;
                List();
                break;
            case GetChildrenOperation list when !list.Children.ToArray().Contains(_node):
                StartAnew();
                break;
            case GetChildrenOperation list:
                Judge(_recipe.FindPredecessor(list.Children.ToArray(), _node!));
                break;
            case GetDataOperation { Error: ZooKeeperError.NoNode }:
                List();
                break;
            case GetDataOperation read:
                // Its event comes.
                _expected = read.Watcher;
                break;
            case DeleteOperation:
                Next();
                break;
        }
    }

    public void OnAttached(bool isNewSession)
    {
    }

    public void OnServed()
    {
    }

    public void OnDetached() => StartAnew();

    public void OnSessionExpired() => StartAnew();

    public void OnLeaseEnded()
    {
    }

    public void OnLeaseGranted()
    {
    }

    public Operation? CreateHeartbeat() => null;

    private void Ask()
    {
        _runs--;
        _isResting = false;
        Create();
    }

    private void Create() =>
        Expect(new CreateOperation(this, $"{_path}/{_recipe.NewName(_world.Random)}", null, CreateMode.EphemeralSequential));

    private void List() => Expect(new GetChildrenOperation(this, _path));

    private void Judge(string? predecessor)
    {
        if (predecessor is not null)
        {
            Expect(new GetDataOperation(this, $"{_path}/{predecessor}", new PredecessorWatch(this)));
            return;
        }

        _believesToHold = true;
        Granted();
        var czxid = _czxid;
        _world.After(_world.UpTo(_world.OneOf(20.0, 200, 2000)), () => Process.Do(() =>
        {
            if (_believesToHold && _czxid == czxid)
            {
                Release();
            }
        }));
    }

    private void Release()
    {
        _believesToHold = false;
        var node = _node;
        _node = null;
        Expect(new DeleteOperation(this, $"{_path}/{node}"));
    }

    private void OnPredecessorEvent(PredecessorWatch watch)
    {
        if (_expected == watch)
        {
            List();
        }
    }

    // Its session, and what it has of it, are given up.
    private void StartAnew()
    {
        _expected = null;
        _node = null;
        _believesToHold = false;
        _ensemble.Expire(Process.SessionId);
        if (!_isResting)
        {
            Next();
        }
    }

    private void Next()
    {
        _isResting = true;
        IsDone = _runs == 0;
        if (!IsDone)
        {
            Begin();
        }
    }

    private void Expect(Operation operation)
    {
        _expected = operation;
        Process.Submit(operation);
    }

    private sealed class PredecessorWatch(Stranger stranger) : Watcher
    {
        public override void OnEvent(WatchEvent happened) => stranger.OnPredecessorEvent(this);
    }
}
