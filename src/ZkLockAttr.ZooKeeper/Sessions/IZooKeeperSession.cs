using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>
/// What recipes need of a ZooKeeper client: one session after another on one multiplexed connection.
/// </summary>
/// <remarks>
/// All that a recipe and its session do happens one at a time, under the session's gate: between <see cref="Enter"/> and <see cref="Exit"/> on any
/// thread, or in a call from the session. What is submitted in between goes out together, in one write.
/// </remarks>
internal interface IZooKeeperSession
{
    /// <summary>The session's clock; on any thread.</summary>
    TimeSpan Now { get; }

    /// <summary>The lease of the present session; on any thread.</summary>
    SessionLease Lease { get; }

    /// <summary>The present session; 0 if there is none.</summary>
    long SessionId { get; }

    /// <summary>Whether the session stands on a connection.</summary>
    bool IsAttached { get; }

    /// <summary>The session time-out: negotiated, or wanted while there is no session.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Takes the gate; reentrant.</summary>
    void Enter();

    /// <summary>Leaves the gate and sends what was submitted.</summary>
    void Exit();

    /// <summary>
    /// Sends the operation, or keeps it until there is a connection. It is completed exactly once; not before this call returns.
    /// Without a session it waits for one and goes out together with the handshake.
    /// </summary>
    void Submit(Operation operation);

    /// <summary>Runs the deadline under the gate when it is due; moves it if it is scheduled already.</summary>
    void Schedule(Deadline deadline, TimeSpan due);

    /// <summary>Takes the deadline out.</summary>
    void Unschedule(Deadline deadline);

    /// <summary>Sends quorum operations until the lease runs, and then calls <see cref="ISessionListener.OnLeaseGranted"/>.</summary>
    void RequireLease();

    /// <summary>Ends the session, and with it all its ephemeral nodes, and starts a new one.</summary>
    void Renew();

    /// <summary>Each server that was tried without success, and why, for people.</summary>
    string DescribeFailures();
}
