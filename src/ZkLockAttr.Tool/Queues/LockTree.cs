using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Queues;

/// <summary>
/// Looks for locks below a node: one request for each node that may be one, and one for whoever is first in a queue, however long it is. Contenders' nodes are not
/// descended into. Where changes are to be told, each node that was read is watched: a refresh reads again only what has changed.
/// </summary>
internal sealed class LockTree(Ensemble ensemble, LockPattern pattern, Action<string>? changed = null)
{
    // So many requests are under way at a time.
    private const int BatchSize = 64;

    // A tree with more nodes than this is not read to its end.
    private const int MostDirectories = 100_000;

    private readonly Dictionary<string, LockDirectory> _directories = new(StringComparer.Ordinal);

    /// <summary>Whether there is more than was read.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Reads all of it.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) => RefreshAsync([pattern.Start], cancellationToken);

    /// <summary>The locks, by their names; free ones, too, where these are asked for.</summary>
    public IEnumerable<LockState> Locks(bool withFree) => _directories.Values
        .Where(directory => directory.Queue.Count > 0 || (withFree && directory.IsLeaf))
        .Select(directory => new LockState(LockAddress.Of(directory.Path, ensemble.Settings.Root), directory.Queue, directory.First))
        .Where(state => pattern.Matches(state.Address))
        .OrderBy(state => state.Address.Name, StringComparer.Ordinal);

    /// <summary>Reads these nodes again, and those below that are new.</summary>
    public async Task RefreshAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var pending = new Queue<string>(paths);
        while (pending.Count > 0)
        {
            var batch = new List<string>(BatchSize);
            while (batch.Count < BatchSize && pending.TryDequeue(out var path))
            {
                batch.Add(path);
            }

            foreach (var (path, directory) in await Task.WhenAll(batch.Select(path => ReadAsync(path, cancellationToken))))
            {
                Take(path, directory, pending);
            }
        }
    }

    private void Take(string path, LockDirectory? directory, Queue<string> pending)
    {
        var known = _directories.GetValueOrDefault(path);
        foreach (var gone in (known?.Children ?? []).Except(directory?.Children ?? []))
        {
            Remove(gone);
        }

        if (directory is null)
        {
            _directories.Remove(path);
            return;
        }

        if (known is null && _directories.Count >= MostDirectories)
        {
            IsTruncated = true;
            return;
        }

        _directories[path] = directory;
        foreach (var child in directory.Children.Where(child => !_directories.ContainsKey(child) && IsInDepth(child)))
        {
            pending.Enqueue(child);
        }
    }

    private void Remove(string path)
    {
        if (_directories.Remove(path, out var directory))
        {
            foreach (var child in directory.Children)
            {
                Remove(child);
            }
        }
    }

    private bool IsInDepth(string path) => pattern.Depth is not { } depth || Levels(path) - Levels(pattern.Start) <= depth;

    private static int Levels(string path) => path == "/" ? 0 : path.Count(c => c == '/');

    // Null for what is no directory, or is gone.
    private async Task<(string Path, LockDirectory? Directory)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        Action<WatchEvent>? watch = changed is null ? null : _ => changed(path);
        try
        {
            var (children, stat) = await ensemble.AskAsync((client, token) => client.GetChildrenAsync(path, watch, token), cancellationToken);
            if (QueueReader.IsOfSession(stat))
            {
                return (path, null);
            }

            var nodes = await QueueReader.NodesAmongAsync(ensemble, path, children, cancellationToken);
            var queue = LockQueue.Of(nodes);
            var directories = children.Except(nodes).Where(name => path != "/" || name != "zookeeper").Select(name => QueueReader.Child(path, name)).ToArray();
            return (path, new LockDirectory(path, directories, queue, await FirstAsync(path, queue, cancellationToken)));
        }
        catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.NoNode)
        {
            return path == pattern.Start && await AwaitsCreationAsync(path, watch, cancellationToken) ? await ReadAsync(path, cancellationToken) : (path, null);
        }
    }

    // Nothing above it is watched that would tell of it. True if it is there by now.
    private async Task<bool> AwaitsCreationAsync(string path, Action<WatchEvent>? watch, CancellationToken cancellationToken) =>
        watch is not null && await ensemble.AskAsync((client, token) => client.ExistsAsync(path, watch, token), cancellationToken) is not null;

    private async Task<FoundContender?> FirstAsync(string path, IReadOnlyList<QueueMember> queue, CancellationToken cancellationToken)
    {
        if (queue.Count == 0)
        {
            return null;
        }

        // Names are never given twice, and who holds stays the same: it need not be read again.
        return _directories.TryGetValue(path, out var known) && known.First is { } first && first.Member.Node == queue[0].Node
            ? first with { Member = queue[0] }
            : await QueueReader.ReadAsync(ensemble, path, queue[0], cancellationToken);
    }

    private sealed record LockDirectory(string Path, IReadOnlyList<string> Children, IReadOnlyList<QueueMember> Queue, FoundContender? First)
    {
        public bool IsLeaf => Children.Count == 0;
    }
}
