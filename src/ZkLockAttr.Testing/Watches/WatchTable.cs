using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Testing.Watches;

/// <summary>Who watches what. All of a connection's watches die with it.</summary>
internal sealed class WatchTable
{
    public WatchSet Data { get; } = new(WatchKind.Data);

    public WatchSet Child { get; } = new(WatchKind.Child);

    public int Count => Data.Count + Child.Count;

    public int CountOn(string path) => Data.CountOn(path) + Child.CountOn(path);

    public void Add(ServerConnection connection, WatchKind kind, string path) => SetOf(kind).Add(connection, path, WatchMode.OneShot);

    /// <summary>Sets a watch that stays: it sees the node and its children.</summary>
    public void AddLasting(ServerConnection connection, string path, WatchMode mode)
    {
        Data.Add(connection, path, mode);
        Child.Add(connection, path, mode);
    }

    public void RemoveAll(ServerConnection connection)
    {
        foreach (var (kind, path) in connection.Watches.ToArray())
        {
            SetOf(kind).Remove(connection, path);
        }
    }

    /// <summary>Reports the changes, in their order, to those who watch.</summary>
    /// <param name="changes">What happened.</param>
    /// <param name="audience">Whom it concerns now; null for everybody.</param>
    public void Fire(IReadOnlyList<TreeChange> changes, Predicate<ServerConnection>? audience = null)
    {
        foreach (var (type, path, acl, parentAcl) in changes)
        {
            var told = Data.Fire(type, path, acl, audience, except: null);
            if (type == WatchEventType.DataChanged)
            {
                continue;
            }

            if (type == WatchEventType.Deleted)
            {
                // Who watches both the node and its children hears of its end once.
                Child.Fire(type, path, acl, audience, told);
            }

            var parent = NodePath.ParentOf(path);
            Child.Fire(WatchEventType.ChildrenChanged, string.IsNullOrEmpty(parent) ? "/" : parent, parentAcl, audience, except: null);
        }
    }

    private WatchSet SetOf(WatchKind kind) => kind == WatchKind.Data ? Data : Child;
}
