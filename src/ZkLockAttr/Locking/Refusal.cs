using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Locking;

/// <summary>What ZooKeeper refuses for good, and what can be done about it.</summary>
/// <param name="Error">The reason it gave.</param>
/// <param name="Needed">The permission that the refused operation needs.</param>
/// <param name="Node">The node whose access control list must give it.</param>
internal readonly record struct Refusal(ZooKeeperError Error, ZooKeeperPermissions Needed, string Node)
{
    /// <summary>To create the node, or to delete it: the parent's list decides.</summary>
    public static Refusal OfChild(ZooKeeperError error, ZooKeeperPermissions needed, string path) => new(error, needed, ParentOf(path));

    /// <summary>What is refused and what to do, in sentences.</summary>
    public string Reason => Advice ?? ToException().Message;

    public LockUnavailableException ToException(string lockPath) => new(lockPath, Reason, ToException());

    private ZooKeeperException ToException() => new(Error, Node);

    private string? Advice => Error switch
    {
        ZooKeeperError.NoAuth =>
            $"the access control list of '{Node}' does not give {Needed} to this process (NoAuth). "
            + "Show who it is by the option Auth or a certificate, or change the list.",
        ZooKeeperError.InvalidAcl =>
            $"ZooKeeper refuses the option Acl for nodes below '{Node}' (InvalidAcl). "
            + "An entry 'auth' needs an Auth or a certificate that the server takes for an identity.",
        ZooKeeperError.EphemeralOnLocalSession =>
            "the servers have local sessions, which cannot own locks (EphemeralOnLocalSession). Set localSessionsUpgradingEnabled=true on all of them.",
        ZooKeeperError.Unimplemented when Needed == ZooKeeperPermissions.Create =>
            $"the server does not know the kind of node to be made below '{Node}' (Unimplemented). "
            + "Before ZooKeeper 3.5 there are no containers: set the option PersistentParents.",
        _ => null,
    };

    private static string ParentOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "/";
}
