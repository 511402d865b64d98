using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Testing.Watches;

/// <summary>Who watches what. A watch fires once, is one per connection, path and kind, and dies with its connection.</summary>
internal sealed class WatchTable
{
    private readonly Dictionary<string, List<ServerConnection>> _data = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ServerConnection>> _child = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public int CountOn(string path) => CountIn(_data, path) + CountIn(_child, path);

    public void Add(ServerConnection connection, WatchKind kind, string path)
    {
        if (connection.IsClosed || !connection.Watches.Add((kind, path)))
        {
            return;
        }

        var table = TableOf(kind);
        if (!table.TryGetValue(path, out var watchers))
        {
            table[path] = watchers = [];
        }

        watchers.Add(connection);
        Count++;
    }

    public void RemoveAll(ServerConnection connection)
    {
        foreach (var (kind, path) in connection.Watches)
        {
            var table = TableOf(kind);
            if (table[path] is var watchers && watchers.Remove(connection) && watchers.Count == 0)
            {
                table.Remove(path);
            }

            Count--;
        }

        connection.Watches.Clear();
    }

    /// <summary>Reports the changes, in their order, to those who watch.</summary>
    public void Fire(IReadOnlyList<TreeChange> changes)
    {
        foreach (var (type, path) in changes)
        {
            var told = Fire(WatchKind.Data, path, type, except: null);
            if (type == WatchEventType.DataChanged)
            {
                continue;
            }

            if (type == WatchEventType.Deleted)
            {
                // Who watches both the node and its children hears of its end once.
                Fire(WatchKind.Child, path, type, told);
            }

            var parent = NodePath.ParentOf(path);
            Fire(WatchKind.Child, string.IsNullOrEmpty(parent) ? "/" : parent, WatchEventType.ChildrenChanged, except: null);
        }
    }

    private static int CountIn(Dictionary<string, List<ServerConnection>> table, string path) =>
        table.TryGetValue(path, out var watchers) ? watchers.Count : 0;

    private List<ServerConnection>? Fire(WatchKind kind, string path, WatchEventType type, List<ServerConnection>? except)
    {
        if (!TableOf(kind).Remove(path, out var watchers))
        {
            return null;
        }

        Count -= watchers.Count;
        foreach (var watcher in watchers)
        {
            watcher.Watches.Remove((kind, path));
            if (except is null || !except.Contains(watcher))
            {
                watcher.SendEvent(type, path);
            }
        }

        return watchers;
    }

    private Dictionary<string, List<ServerConnection>> TableOf(WatchKind kind) => kind == WatchKind.Data ? _data : _child;
}
