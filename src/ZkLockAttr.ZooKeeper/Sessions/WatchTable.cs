using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>
/// The watches that are set on the present connection. The server keeps one for each node and kind; here several watchers may share it.
/// Guarded by the session's gate.
/// </summary>
internal sealed class WatchTable
{
    private readonly Dictionary<(string Path, WatchKind Kind), Watcher> _watchers = [];

    public void Add(string path, WatchKind kind, Watcher watcher)
    {
        _watchers.TryGetValue((path, kind), out var others);
        for (var other = others; other is not null; other = other.Next)
        {
            if (other == watcher)
            {
                // Set again by a second read: put in twice it would cut off those behind it.
                return;
            }
        }

        watcher.Next = others;
        _watchers[(path, kind)] = watcher;
    }

    public void Fire(WatchEvent happened)
    {
        if (happened.Type is WatchEventType.Created or WatchEventType.DataChanged or WatchEventType.Deleted)
        {
            Fire(WatchKind.Data, happened);
        }

        if (happened.Type is WatchEventType.ChildrenChanged or WatchEventType.Deleted)
        {
            Fire(WatchKind.Children, happened);
        }
    }

    /// <summary>The connection is gone, and with it every watch.</summary>
    public void Lose()
    {
        var lost = _watchers.ToArray();
        _watchers.Clear();
        foreach (var (key, watcher) in lost)
        {
            Tell(watcher, new WatchEvent(WatchEventType.ConnectionLost, key.Path));
        }
    }

    private void Fire(WatchKind kind, WatchEvent happened)
    {
        if (_watchers.Remove((happened.Path, kind), out var watcher))
        {
            Tell(watcher, happened);
        }
    }

    private static void Tell(Watcher? watcher, WatchEvent happened)
    {
        while (watcher is not null)
        {
            // Read first: a watcher that is told may set itself again.
            var next = watcher.Next;
            watcher.Next = null;
            watcher.OnEvent(happened);
            watcher = next;
        }
    }
}
