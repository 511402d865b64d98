using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tree;

/// <summary>A node of the tree. Only <see cref="DataTree"/> changes it.</summary>
internal sealed class Node(string path)
{
    /// <summary>The owner that marks a container.</summary>
    public const long ContainerOwner = long.MinValue;

    private static readonly HashSet<string> NoChildren = [];

    private HashSet<string>? _children;

    public string Path { get; } = path;

    public byte[]? Data { get; set; }

    public AclEntry[] Acl { get; set; } = AclEntry.Open;

    public long Czxid { get; init; }

    public long Mzxid { get; set; }

    public long Pzxid { get; set; }

    public long Ctime { get; init; }

    public long Mtime { get; set; }

    public int Version { get; set; }

    public int Aversion { get; set; }

    /// <summary>How many children were ever created: what sequential names count.</summary>
    public int CreateCount { get; set; }

    /// <summary>0, the session, or <see cref="ContainerOwner"/>.</summary>
    public long EphemeralOwner { get; init; }

    public bool IsContainer => EphemeralOwner == ContainerOwner;

    public bool IsEphemeral => EphemeralOwner != 0 && !IsContainer;

    /// <summary>The children's names, without their path.</summary>
    public HashSet<string> Children => _children ?? NoChildren;

    /// <remarks>
    /// What clients see differs from what the server keeps: the child version is creates plus deletes, and the owner is shown of ephemeral nodes only, not the
    /// container's mark (seen on 3.8.0).
    /// </remarks>
    public Stat Stat => new(
        Czxid,
        Mzxid,
        Ctime,
        Mtime,
        Version,
        unchecked((CreateCount * 2) - Children.Count),
        Aversion,
        IsEphemeral ? EphemeralOwner : 0,
        Data?.Length ?? 0,
        Children.Count,
        Pzxid);

    public void AddChild(string name) => (_children ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);

    public void RemoveChild(string name) => _children?.Remove(name);
}
