using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// Asks the first node of a queue who it is, for callers whose time has run out: one read for all of them. Where it stands still it is the first still, since
/// nobody comes in before it. As a <see cref="Deadline"/> it is the end of the callers' patience.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class HolderRead(LockTable table, string node) : Deadline, IOperationOwner
{
    // Nobody is told much later that his time has run out.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    // Some of them may be gone when the answer comes, and their objects be others'.
    private readonly List<(Caller Caller, int Turn)> _callers = [];
    private bool _isOver;

    public string Node => node;

    public void Begin()
    {
        table.Session.Schedule(this, table.Session.Now + Patience);
        table.Session.Submit(new GetDataOperation(this, node));
    }

    public void Add(Caller caller) => _callers.Add((caller, caller.Turn));

    public void OnCompleted(Operation operation)
    {
        // The session's end is told separately, after all operations: whoever came to the front now would ask in the name of the old session.
        if (operation.Error == ZooKeeperError.SessionExpired)
        {
            return;
        }

        var read = (GetDataOperation)operation;
        End(read.Error == ZooKeeperError.Ok ? Describe(node, read.Data) : null);
    }

    public override void OnDue() => End(null);

    /// <summary>Who a node is, for people.</summary>
    public static string Describe(string node, byte[]? data) =>
        $"{(data is { Length: > 0 } ? RetainerData.DescriptionOf(data) : "a contender")} ({node[(node.LastIndexOf('/') + 1)..]})";

    private void End(string? holder)
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        table.Session.Unschedule(this);
        table.Forget(this);

        // Last come first: so nobody moves up only to be sent away.
        for (var i = _callers.Count - 1; i >= 0; i--)
        {
            var (caller, turn) = _callers[i];
            if (caller.Turn == turn)
            {
                caller.TimeOut(holder);
            }
        }
    }
}
