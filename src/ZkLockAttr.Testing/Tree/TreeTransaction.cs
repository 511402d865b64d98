using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tree;

/// <summary>One write attempt: all that it changes has one number and one time, and can be taken back until it is committed.</summary>
/// <param name="zxid">The transaction's number.</param>
/// <param name="unixMilliseconds">The wall clock's time.</param>
/// <param name="sessionId">Who asks: the owner of ephemeral nodes.</param>
/// <param name="identities">Who the asking connection has shown to be.</param>
internal sealed class TreeTransaction(long zxid, long unixMilliseconds, long sessionId, IReadOnlyList<AclEntry> identities)
{
    // Most transactions change one node.
    private readonly List<TreeChange> _changes = new(1);
    private readonly List<Action> _undo = new(1);

    public long Zxid => zxid;

    public long UnixMilliseconds => unixMilliseconds;

    public long SessionId => sessionId;

    public IReadOnlyList<AclEntry> Identities => identities;

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<TreeChange> Changes => _changes;

    public void Record(TreeChange change, Action undo)
    {
        _changes.Add(change);
        _undo.Add(undo);
    }

    /// <summary>Records a change that no watch reports.</summary>
    public void Record(Action undo) => _undo.Add(undo);

    /// <summary>Takes everything back, last change first.</summary>
    public void Rollback()
    {
        for (var i = _undo.Count - 1; i >= 0; i--)
        {
            _undo[i]();
        }

        _undo.Clear();
        _changes.Clear();
    }
}
