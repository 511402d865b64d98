using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>What contenders need of those whom they serve: the session, and who remembers them.</summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal interface IQueueHost
{
    IZooKeeperSession Session { get; }

    /// <summary>Drawn at random for each session: it marks our nodes also before the session's id is known.</summary>
    ulong Owner { get; }

    /// <summary>What our nodes say of us, for people.</summary>
    byte[] ContenderData { get; }

    ZooKeeperAcl Acl { get; }

    /// <summary>The kind of the nodes above the queue nodes.</summary>
    CreateMode ParentMode { get; }

    /// <summary>A new attempt, whose nodes are not made yet.</summary>
    /// <param name="owner">Who works with it.</param>
    /// <param name="demand">What the nodes stand for.</param>
    /// <param name="last">The claim of an earlier attempt for the same, which is renewed if that is possible.</param>
    Claim NewClaim(IClaimOwner owner, in Demand demand, Claim? last);

    void Forget(Claim claim);

    /// <summary>From now on the contender is told what becomes of the session.</summary>
    void Remember(Contender contender);

    void Forget(Contender contender);

    /// <summary>Deletes a node that is ours and that no attempt knows any more: one that was made in a session whose handshake was never answered.</summary>
    void RemoveIfStray(string parent, ReadOnlySpan<char> name);

    /// <summary>A node that is not wanted any more may not be deleted or found.</summary>
    void OnRemovalRefused(string node, Refusal refusal);
}
