using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Watches;

/// <summary>The watches of one kind. A watch is one per connection and path.</summary>
internal sealed class WatchSet(WatchKind kind)
{
    private readonly Dictionary<string, List<ServerConnection>> _watchers = new(StringComparer.Ordinal);

    // Only of watches that stay.
    private readonly Dictionary<(ServerConnection Watcher, string Path), WatchMode> _modes = [];

    private int _recursive;

    public int Count { get; private set; }

    /// <summary>The watched paths and who watches them.</summary>
    public IReadOnlyDictionary<string, List<ServerConnection>> Watchers => _watchers;

    public int CountOn(string path) => _watchers.TryGetValue(path, out var watchers) ? watchers.Count : 0;

    public void Add(ServerConnection connection, string path, WatchMode mode)
    {
        if (connection.IsClosed)
        {
            return;
        }

        SetMode(connection, path, mode);
        if (!connection.Watches.Add((kind, path)))
        {
            return;
        }

        if (!_watchers.TryGetValue(path, out var watchers))
        {
            _watchers[path] = watchers = [];
        }

        watchers.Add(connection);
        Count++;
    }

    public bool Remove(ServerConnection connection, string path)
    {
        if (!connection.Watches.Remove((kind, path)))
        {
            return false;
        }

        SetMode(connection, path, WatchMode.OneShot);
        var watchers = _watchers[path];
        watchers.Remove(connection);
        if (watchers.Count == 0)
        {
            _watchers.Remove(path);
        }

        Count--;
        return true;
    }

    /// <summary>What checkWatches answers: as the real server, it does not look whose watch it is that stands on the path.</summary>
    public bool Contains(ServerConnection connection, string path) =>
        _watchers.TryGetValue(path, out var watchers) && watchers.Exists(watcher => watcher.Endpoint == connection.Endpoint);

    /// <summary>Reports an event to those who watch the path, and to those who watch one above it with all that is below.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="path">Where.</param>
    /// <param name="acl">Who may read it.</param>
    /// <param name="audience">Whom it concerns now; null for everybody.</param>
    /// <param name="except">Those who have heard of it already.</param>
    /// <returns>Those who have heard of it, null if nobody.</returns>
    public List<ServerConnection>? Fire(
        WatchEventType type, string path, AclEntry[] acl, Predicate<ServerConnection>? audience, List<ServerConnection>? except)
    {
        var told = TakeWatchers(type, path, audience);
        if (_recursive > 0 && type != WatchEventType.ChildrenChanged)
        {
            for (var above = NodePath.ParentOf(path); above is not null; above = NodePath.ParentOf(above))
            {
                told = AddRecursive(told, above.Length == 0 ? "/" : above, audience);
            }
        }

        if (told is null)
        {
            return null;
        }

        foreach (var watcher in told)
        {
            // Whose watch is used up by what it may not read hears nothing (CVE-2024-23944).
            if (except?.Contains(watcher) != true && AccessControl.Allows(acl, AccessControl.Read, watcher.Identities))
            {
                watcher.SendEvent(type, path);
            }
        }

        return told;
    }

    /// <summary>Those whose watch on the path itself fires. It is gone then, unless it is one that stays.</summary>
    private List<ServerConnection>? TakeWatchers(WatchEventType type, string path, Predicate<ServerConnection>? audience)
    {
        if (!_watchers.Remove(path, out var watchers))
        {
            return null;
        }

        var told = watchers;
        if (_modes.Count > 0 || audience is not null)
        {
            var staying = watchers.FindAll(watcher => audience?.Invoke(watcher) == false || ModeOf(watcher, path) != WatchMode.OneShot);
            told = watchers.FindAll(watcher => audience?.Invoke(watcher) != false
                && (type != WatchEventType.ChildrenChanged || ModeOf(watcher, path) != WatchMode.Recursive));
            watchers = watchers.FindAll(watcher => !staying.Contains(watcher));
            if (staying.Count > 0)
            {
                _watchers[path] = staying;
            }
        }

        Count -= watchers.Count;
        foreach (var watcher in watchers)
        {
            watcher.Watches.Remove((kind, path));
        }

        return told;
    }

    private List<ServerConnection>? AddRecursive(List<ServerConnection>? told, string ancestor, Predicate<ServerConnection>? audience)
    {
        if (_watchers.TryGetValue(ancestor, out var watchers))
        {
            told = [.. (told ?? []).Union(watchers.Where(watcher => audience?.Invoke(watcher) != false && ModeOf(watcher, ancestor) == WatchMode.Recursive))];
        }

        return told;
    }

    private WatchMode ModeOf(ServerConnection connection, string path) => _modes.GetValueOrDefault((connection, path));

    private void SetMode(ServerConnection connection, string path, WatchMode mode)
    {
        if (_modes.Remove((connection, path), out var old) && old == WatchMode.Recursive)
        {
            _recursive--;
        }

        if (mode != WatchMode.OneShot)
        {
            _modes[(connection, path)] = mode;
            _recursive += mode == WatchMode.Recursive ? 1 : 0;
        }
    }
}
