using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>What contenders need of those whom they serve: the session, and who remembers them.</summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal interface IQueueHost
{
    IZooKeeperSession Session { get; }

    /// <summary>What our nodes say of us, for people.</summary>
    byte[] ContenderData { get; }

    ZooKeeperAcl Acl { get; }

    /// <summary>The kind of the nodes above the queue nodes.</summary>
    CreateMode ParentMode { get; }

    /// <summary>A new attempt, whose nodes are not made yet.</summary>
    Claim NewClaim(IClaimOwner owner, in Demand demand);

    void Forget(Claim claim);

    /// <summary>From now on the contender is told what becomes of the session.</summary>
    void Remember(Contender contender);

    void Forget(Contender contender);

    /// <summary>Deletes a node that is ours and that no attempt knows any more: one that was made in a session whose handshake was never answered.</summary>
    void RemoveIfStray(string parent, string name);

    /// <summary>A node that is not wanted any more may not be deleted or found.</summary>
    void OnRemovalRefused(string node, ZooKeeperError error);
}
