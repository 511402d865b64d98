using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tree;

/// <summary>A node of the tree. Only <see cref="DataTree"/> changes it.</summary>
internal sealed class Node(string path)
{
    /// <summary>The owner that marks a container.</summary>
    public const long ContainerOwner = long.MinValue;

    /// <summary>The longest time to live, in milliseconds: 40 bits.</summary>
    public const long MaxTimeToLive = (1L << 40) - 1;

    private const long TimeToLiveMark = 0xFFL << 56;

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

    /// <summary>0, the session, <see cref="ContainerOwner"/>, or what <see cref="OwnerFor"/> gives.</summary>
    public long EphemeralOwner { get; init; }

    public bool IsContainer => EphemeralOwner == ContainerOwner;

    /// <summary>Whether it has a time to live. Session ids never look like this: they begin with the server's number.</summary>
    public bool CanExpire => (EphemeralOwner & TimeToLiveMark) == TimeToLiveMark;

    /// <summary>In milliseconds since the last change of its data.</summary>
    public long TimeToLive => EphemeralOwner & MaxTimeToLive;

    public bool IsEphemeral => EphemeralOwner != 0 && !IsContainer && !CanExpire;

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

    /// <summary>The owner that marks a node with a time to live.</summary>
    public static long OwnerFor(long timeToLive) => TimeToLiveMark | timeToLive;

    public Node Copy()
    {
        var copy = (Node)MemberwiseClone();
        copy._children = _children is null ? null : new HashSet<string>(_children, StringComparer.Ordinal);
        return copy;
    }

    public void AddChild(string name) => (_children ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);

    public void RemoveChild(string name) => _children?.Remove(name);
}
