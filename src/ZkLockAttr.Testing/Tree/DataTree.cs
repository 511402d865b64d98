using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tree;

/// <summary>The nodes. Its writes check in the order in which the real server's PrepRequestProcessor does, so that the same error comes first.</summary>
internal sealed class DataTree
{
    private const int AnyVersion = -1;

    private static readonly string[] SystemPaths = ["/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config"];

    // The real tree knows its root by both names: the parent of "/a" is "".
    private readonly Dictionary<string, Node> _nodes;
    private readonly Dictionary<long, HashSet<string>> _ephemerals = [];

    // Containers, and nodes with a time to live.
    private readonly HashSet<Node> _mortals = [];

    private readonly SequenceCounters _counters = new();

    public DataTree()
    {
        _nodes = new Dictionary<string, Node>(StringComparer.Ordinal);
        var root = new Node("/") { Data = [] };
        _nodes[""] = root;
        _nodes["/"] = root;
        AddSystemNode("/zookeeper", root);
        AddSystemNode("/zookeeper/quota", _nodes["/zookeeper"]);
        AddSystemNode("/zookeeper/config", _nodes["/zookeeper"]);
        var config = _nodes["/zookeeper/config"];
        config.Acl = [new AclEntry(AccessControl.Read, "world", "anyone")];
        config.Aversion = -1;
    }

    private DataTree(DataTree original)
    {
        _nodes = new Dictionary<string, Node>(original._nodes.Count, StringComparer.Ordinal);
        foreach (var (path, node) in original._nodes)
        {
            _nodes[path] = node.Copy();
        }

        foreach (var (session, paths) in original._ephemerals)
        {
            _ephemerals[session] = new HashSet<string>(paths, StringComparer.Ordinal);
        }
    }

    /// <summary>The number of nodes, the root counted by both its names.</summary>
    public int Count => _nodes.Count;

    public Node? Find(string path) => _nodes.GetValueOrDefault(path);

    /// <summary>The paths of the session's ephemeral nodes.</summary>
    public IReadOnlyCollection<string> EphemeralsOf(long sessionId) => _ephemerals.TryGetValue(sessionId, out var paths) ? paths : [];

    /// <summary>Containers that have had children and have none now, and nodes without children whose time to live is over.</summary>
    public IEnumerable<string> EmptyContainers(long now) => _mortals
        .Where(node => node.Children.Count == 0 && (node.IsContainer ? node.CreateCount > 0 : now - node.Mtime > node.TimeToLive))
        .Select(node => node.Path)
        .Order(StringComparer.Ordinal);

    /// <summary>The number of nodes below this one. The root's does not count the root, which has two names.</summary>
    public int CountDescendants(string path)
    {
        if (path == "/")
        {
            return _nodes.Count - 2;
        }

        var prefix = path + "/";
        return _nodes.Keys.Count(other => other.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>The tree as it is now, for readers.</summary>
    public DataTree Copy() => new(this);

    public ZooKeeperError Create(TreeTransaction transaction, in CreateRequest request, bool asContainer, out Node? created, long timeToLive = -1)
    {
        created = null;
        var parentPath = NodePath.ParentOf(request.Path);
        if (parentPath is null || request.Path.Contains('\0', StringComparison.Ordinal))
        {
            return ZooKeeperError.BadArguments;
        }

        if (!AccessControl.TryResolve(request.Acl, transaction.Identities, out var acl))
        {
            return ZooKeeperError.InvalidAcl;
        }

        if (!_nodes.TryGetValue(parentPath, out var parent))
        {
            return ZooKeeperError.NoNode;
        }

        if (!AccessControl.Allows(parent.Acl, AccessControl.Create, transaction.Identities))
        {
            return ZooKeeperError.NoAuth;
        }

        var number = _counters.Next(parent);
        var path = CreateFlags.IsSequential(request.Flags) ? request.Path + NodePath.FormatSequence(number) : request.Path;
        if (!NodePath.IsValid(path))
        {
            return ZooKeeperError.BadArguments;
        }

        if (_nodes.ContainsKey(path))
        {
            return ZooKeeperError.NodeExists;
        }

        if (parent.IsEphemeral)
        {
            return ZooKeeperError.NoChildrenForEphemerals;
        }

        created = new Node(path)
        {
            Data = request.Data,
            Acl = acl,
            Czxid = transaction.Zxid,
            Mzxid = transaction.Zxid,
            Pzxid = transaction.Zxid,
            Ctime = transaction.UnixMilliseconds,
            Mtime = transaction.UnixMilliseconds,

            // The operation decides, not the flag: a plain create with the container's flag makes a persistent node.
            EphemeralOwner = asContainer ? Node.ContainerOwner
                : CreateFlags.CanExpire(request.Flags) ? Node.OwnerFor(timeToLive)
                : CreateFlags.IsEphemeral(request.Flags) ? transaction.SessionId
                : 0,
        };
        var node = created;
        var (count, pzxid) = (parent.CreateCount, parent.Pzxid);
        _counters.Count(parent, number, transaction.Zxid);
        Attach(node, parent);
        transaction.Record(new TreeChange(WatchEventType.Created, path, acl, parent.Acl), () =>
        {
            Detach(node, parent);
            (parent.CreateCount, parent.Pzxid) = (count, pzxid);
            _counters.Forget(parent);
        });
        return ZooKeeperError.Ok;
    }

    public ZooKeeperError Delete(TreeTransaction transaction, string path, int version)
    {
        var parentPath = NodePath.ParentOf(path);
        if (parentPath is null || path.Contains('\0', StringComparison.Ordinal) || SystemPaths.Contains(path))
        {
            return ZooKeeperError.BadArguments;
        }

        if (!_nodes.TryGetValue(parentPath, out var parent))
        {
            return ZooKeeperError.NoNode;
        }

        if (!AccessControl.Allows(parent.Acl, AccessControl.Delete, transaction.Identities))
        {
            return ZooKeeperError.NoAuth;
        }

        if (!_nodes.TryGetValue(path, out var node))
        {
            return ZooKeeperError.NoNode;
        }

        if (version != AnyVersion && version != node.Version)
        {
            return ZooKeeperError.BadVersion;
        }

        if (node.Children.Count > 0)
        {
            return ZooKeeperError.NotEmpty;
        }

        Remove(transaction, node, parent);
        return ZooKeeperError.Ok;
    }

    /// <summary>Deletes what goes by itself: a session's ephemeral nodes, an empty container. Nobody's permission is asked.</summary>
    public void Remove(TreeTransaction transaction, string path)
    {
        if (_nodes.TryGetValue(path, out var node) && NodePath.ParentOf(path) is { } parentPath)
        {
            Remove(transaction, node, _nodes[parentPath]);
        }
    }

    public ZooKeeperError SetData(TreeTransaction transaction, in SetDataRequest request, out Node? changed)
    {
        var error = FindForWrite(transaction, request.Path, AccessControl.Write, out changed);
        if (error != ZooKeeperError.Ok || changed is not { } node)
        {
            return error;
        }

        if (request.Version != AnyVersion && request.Version != node.Version)
        {
            return ZooKeeperError.BadVersion;
        }

        var (data, version, mzxid, mtime) = (node.Data, node.Version, node.Mzxid, node.Mtime);
        node.Data = request.Data;
        node.Version = unchecked(node.Version + 1);
        node.Mzxid = transaction.Zxid;
        node.Mtime = transaction.UnixMilliseconds;
        transaction.Record(
            new TreeChange(WatchEventType.DataChanged, request.Path, node.Acl, []),
            () => (node.Data, node.Version, node.Mzxid, node.Mtime) = (data, version, mzxid, mtime));
        return ZooKeeperError.Ok;
    }

    public ZooKeeperError SetAcl(TreeTransaction transaction, in SetAclRequest request, out Node? changed)
    {
        changed = null;
        if (!NodePath.IsValid(request.Path))
        {
            return ZooKeeperError.BadArguments;
        }

        if (!AccessControl.TryResolve(request.Acl, transaction.Identities, out var resolved))
        {
            return ZooKeeperError.InvalidAcl;
        }

        var error = FindForWrite(transaction, request.Path, AccessControl.Admin, out changed);
        if (error != ZooKeeperError.Ok || changed is not { } node)
        {
            return error;
        }

        if (request.Version != AnyVersion && request.Version != node.Aversion)
        {
            return ZooKeeperError.BadVersion;
        }

        var (acl, aversion) = (node.Acl, node.Aversion);
        node.Acl = resolved;
        node.Aversion = unchecked(node.Aversion + 1);
        transaction.Record(() => (node.Acl, node.Aversion) = (acl, aversion));
        return ZooKeeperError.Ok;
    }

    public ZooKeeperError Check(TreeTransaction transaction, string path, int version)
    {
        var error = FindForWrite(transaction, path, AccessControl.Read, out var node);
        return error != ZooKeeperError.Ok || node is null ? error
            : version != AnyVersion && version != node.Version ? ZooKeeperError.BadVersion
            : ZooKeeperError.Ok;
    }

    /// <summary>Sets the number of the node's next sequential child.</summary>
    public void SetCounter(string path, int counter) => _nodes[path].CreateCount = counter;

    /// <inheritdoc cref="SequenceCounters.SettleBatch"/>
    public void SettleBatch() => _counters.SettleBatch();

    private void Remove(TreeTransaction transaction, Node node, Node parent)
    {
        var pzxid = parent.Pzxid;
        Detach(node, parent);
        parent.Pzxid = transaction.Zxid;
        transaction.Record(new TreeChange(WatchEventType.Deleted, node.Path, node.Acl, parent.Acl), () =>
        {
            Attach(node, parent);
            parent.Pzxid = pzxid;
        });
    }

    private ZooKeeperError FindForWrite(TreeTransaction transaction, string path, int permission, out Node? node)
    {
        node = null;
        if (!NodePath.IsValid(path))
        {
            return ZooKeeperError.BadArguments;
        }

        if (!_nodes.TryGetValue(path, out node))
        {
            return ZooKeeperError.NoNode;
        }

        return AccessControl.Allows(node.Acl, permission, transaction.Identities) ? ZooKeeperError.Ok : ZooKeeperError.NoAuth;
    }

    private void AddSystemNode(string path, Node parent) => Attach(new Node(path) { Data = [] }, parent);

    private void Attach(Node node, Node parent)
    {
        _nodes[node.Path] = node;
        parent.AddChild(NodePath.NameOf(node.Path));
        if (node.IsContainer || node.CanExpire)
        {
            _mortals.Add(node);
        }
        else if (node.IsEphemeral)
        {
            if (!_ephemerals.TryGetValue(node.EphemeralOwner, out var paths))
            {
                _ephemerals[node.EphemeralOwner] = paths = new HashSet<string>(StringComparer.Ordinal);
            }

            paths.Add(node.Path);
        }
    }

    private void Detach(Node node, Node parent)
    {
        _nodes.Remove(node.Path);
        parent.RemoveChild(NodePath.NameOf(node.Path));
        _mortals.Remove(node);
        if (_ephemerals.TryGetValue(node.EphemeralOwner, out var paths) && paths.Remove(node.Path) && paths.Count == 0)
        {
            _ephemerals.Remove(node.EphemeralOwner);
        }
    }
}
