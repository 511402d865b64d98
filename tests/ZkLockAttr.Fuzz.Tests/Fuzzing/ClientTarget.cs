using ZkLockAttr.Fuzz.Tests.Corpus;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Fuzz.Tests.Fuzzing;

/// <summary>A session that has sent its handshake and an operation of every kind behind it, always the same.</summary>
internal sealed class ClientTarget : Watcher, ITarget, ISessionListener, IOperationOwner
{
    private static readonly StandingClock Clock = new();

    // As in the kept conversation, but for what this client never asks.
    private static readonly (string Name, Func<ClientTarget, Operation> Make)[] Asked =
    [
        ("create", owner => new CreateOperation(owner, "/a", [1, 2, 3], CreateMode.Persistent)),
        ("create-exists", owner => new CreateOperation(owner, "/a", [1, 2, 3], CreateMode.Persistent)),
        ("create-sequential", owner => new CreateOperation(owner, "/a/z__lock__", [1, 2, 3], CreateMode.EphemeralSequential)),
        ("create2", owner => new CreateWithStatOperation(owner, "/a/b", [1, 2, 3], CreateMode.Persistent)),
        ("createContainer", owner => new CreateOperation(owner, "/a/c", [1, 2, 3], CreateMode.Container)),
        ("exists", owner => new ExistsOperation(owner, "/a/b", owner)),
        ("exists-not", owner => new ExistsOperation(owner, "/a/none", new Other(owner))),
        ("getData", owner => new GetDataOperation(owner, "/a/b", new Other(owner))),
        ("getChildren2", owner => new GetChildrenOperation(owner, "/a", new Other(owner))),
        ("setData", owner => new SetDataOperation(owner, "/a/b", [4, 5], 0)),
        ("setData-version", owner => new SetDataOperation(owner, "/a/b", null, 7)),
        ("sync", owner => new SyncOperation(owner, "/a")),
        ("multi", owner => new MultiOperation(owner,
        [
            new MultiStep.Create("/a/m", [1, 2, 3], CreateMode.Persistent),
            new MultiStep.Create("/a/n", [1, 2, 3], CreateMode.PersistentSequential),
            new MultiStep.SetData("/a/m", [6]),
            new MultiStep.Check("/a/m", 1),
            new MultiStep.Delete("/a/m"),
        ])),
        ("multi-failed", owner => new MultiOperation(owner, [new MultiStep.Check("/a"), new MultiStep.Check("/none"), new MultiStep.Check("/a")])),
        ("delete", owner => new DeleteOperation(owner, "/a/b")),
        ("delete-not", owner => new DeleteOperation(owner, "/a/b")),
        ("delete-children", owner => new DeleteOperation(owner, "/a")),
        ("closeSession", owner => new CloseSessionOperation(owner)),
    ];

    private readonly SessionCore _core;

    public ClientTarget()
    {
        _core = new SessionCore(new SessionOptions(), Clock, this);
        _core.OnConnecting();
        _core.OnConnected();
        foreach (var operation in Operations())
        {
            _core.Submit(operation);
        }
    }

    /// <summary>What a server answers to it, in order.</summary>
    public static IReadOnlyList<byte[]> Answers { get; } = MakeAnswers();

    public bool IsClosed => _core.Breakage is not null;

    public string? Reason => _core.Breakage;

    public long Progress { get; private set; }

    public void Receive(ReadOnlySpan<byte> bytes) => _core.OnReceived(bytes);

    public void OnCompleted(Operation operation) => Progress++;

    public override void OnEvent(WatchEvent happened) => Progress++;

    public void OnAttached(bool isNewSession) => Progress++;

    public void OnServed() => Progress++;

    public void OnDetached() => Progress++;

    public void OnSessionExpired() => Progress++;

    public void OnLeaseEnded() => Progress++;

    public void OnLeaseGranted() => Progress++;

    public Operation? CreateHeartbeat() => null;

    private IEnumerable<Operation> Operations() => Asked.Select(asked => asked.Make(this));

    private static List<byte[]> MakeAnswers()
    {
        var answers = new List<byte[]>(KeptCorpus.Find("connect").Answers);
        for (var i = 0; i < Asked.Length; i++)
        {
            answers.AddRange(KeptCorpus.Find(Asked[i].Name).WithXid(i + 1));
        }

        return answers;
    }

    private sealed class Other(ClientTarget target) : Watcher
    {
        public override void OnEvent(WatchEvent happened) => target.OnEvent(happened);
    }

    private sealed class StandingClock : SessionClock
    {
        public override TimeSpan Now => TimeSpan.FromHours(1);
    }
}
