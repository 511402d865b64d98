using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Testing.Core;

/// <summary>
/// What one server of the ensemble knows. While it keeps up that is what the leader knows; when it does not hear of commits, its clients read a copy of the
/// tree as it was.
/// </summary>
internal sealed class Replica(ServerState state, int endpoint)
{
    private readonly List<Action> _missed = [];
    private DataTree? _copy;
    private long _copyZxid;
    private int _deafness;

    /// <summary>Whether commits do not reach it at once.</summary>
    public bool IsDeaf => _deafness > 0;

    /// <summary>The tree that its clients read.</summary>
    public DataTree Tree => _copy ?? state.Tree;

    /// <summary>The last transaction it has applied.</summary>
    public long LastZxid => _copy is null ? state.LastZxid : _copyZxid;

    /// <summary>From now on it does not hear of commits.</summary>
    public void Deafen() => _deafness++;

    /// <summary>It hears of commits again, and of those it has missed.</summary>
    public void Hear()
    {
        if (--_deafness == 0)
        {
            CatchUp();
        }
    }

    /// <summary>Called before the leader's tree changes.</summary>
    public void KeepCopy()
    {
        if (IsDeaf && _copy is null)
        {
            _copyZxid = state.LastZxid;
            _copy = state.Tree.Copy();
        }
    }

    /// <summary>Has it do something when it hears of it.</summary>
    public void Tell(Action commit)
    {
        if (IsDeaf)
        {
            _missed.Add(commit);
        }
        else
        {
            commit();
        }
    }

    /// <summary>Tells its clients' watches of changes, now or when it hears of them.</summary>
    public void Tell(IReadOnlyList<TreeChange> changes)
    {
        if (IsDeaf && changes.Count > 0)
        {
            _missed.Add(() => state.Watches.Fire(changes, connection => connection.Endpoint == endpoint));
        }
    }

    /// <summary>Applies what it has missed.</summary>
    public void CatchUp()
    {
        if (_copy is null && _missed.Count == 0)
        {
            return;
        }

        _copy = null;
        var missed = _missed.ToArray();
        _missed.Clear();
        foreach (var commit in missed)
        {
            commit();
        }
    }
}
