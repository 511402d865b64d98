using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>What a session tells its recipes. All calls come under the session's gate; each may submit operations.</summary>
internal interface ISessionListener
{
    /// <summary>A session stands on a connection: a new one, or the old one attached anew.</summary>
    void OnAttached(bool isNewSession);

    /// <summary>The server has answered a request on this connection: it does not only know the session, it serves it. Once for each connection.</summary>
    void OnServed();

    /// <summary>The connection is gone, after its operations and watches were told so.</summary>
    void OnDetached();

    /// <summary>The session is over, after its operations were told so: its ephemeral nodes are gone or going. A new one will follow.</summary>
    void OnSessionExpired();

    /// <summary>The lease has ended, with or without the session.</summary>
    void OnLeaseEnded();

    /// <summary>The lease runs, after <see cref="IZooKeeperSession.RequireLease"/> had asked for it.</summary>
    void OnLeaseGranted();

    /// <summary>The heartbeat is due: an operation that a quorum commits, or null for a ping.</summary>
    Operation? CreateHeartbeat();
}
