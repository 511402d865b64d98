namespace ZkLockAttr.ZooKeeper;

/// <summary>The ZooKeeper error codes. Servers may send others: treat an unknown code as a failure.</summary>
public enum ZooKeeperError
{
    /// <summary>No error.</summary>
    Ok = 0,

    /// <summary>The server failed.</summary>
    SystemError = -1,

    /// <summary>In a failed multi: the operation stood behind the one that failed.</summary>
    RuntimeInconsistency = -2,

    /// <summary>The connection was lost before the answer: the outcome is unknown. Made by the client.</summary>
    ConnectionLoss = -4,

    /// <summary>The server could not read the request.</summary>
    MarshallingError = -5,

    /// <summary>The server does not know the operation.</summary>
    Unimplemented = -6,

    /// <summary>The request is malformed, for example its path.</summary>
    BadArguments = -8,

    /// <summary>The node, or its parent, does not exist.</summary>
    NoNode = -101,

    /// <summary>The access control list does not allow it.</summary>
    NoAuth = -102,

    /// <summary>The node has another version.</summary>
    BadVersion = -103,

    /// <summary>An ephemeral node cannot have children.</summary>
    NoChildrenForEphemerals = -108,

    /// <summary>The node exists already.</summary>
    NodeExists = -110,

    /// <summary>The node has children.</summary>
    NotEmpty = -111,

    /// <summary>The session has expired, and its ephemeral nodes are gone.</summary>
    SessionExpired = -112,

    /// <summary>The access control list is empty or malformed.</summary>
    InvalidAcl = -114,

    /// <summary>Authentication failed.</summary>
    AuthFailed = -115,

    /// <summary>The session has moved to another server.</summary>
    SessionMoved = -118,

    /// <summary>A read-only server was asked to write.</summary>
    NotReadOnly = -119,

    /// <summary>A local session cannot own ephemeral nodes.</summary>
    EphemeralOnLocalSession = -120,

    /// <summary>There is no such watch.</summary>
    NoWatcher = -121,

    /// <summary>The server demands authentication first.</summary>
    SessionClosedRequireAuth = -124,

    /// <summary>A quota is used up.</summary>
    QuotaExceeded = -125,

    /// <summary>The server was too busy and did not execute the request.</summary>
    ThrottledOp = -127,
}
