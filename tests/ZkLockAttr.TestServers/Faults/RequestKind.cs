namespace ZkLockAttr.TestServers;

/// <summary>The requests that a <see cref="FaultProxy"/> tells apart, by the protocol's numbers. Others pass under their number.</summary>
public enum RequestKind
{
    /// <summary>The handshake.</summary>
    Connect = 0,

    /// <summary>create.</summary>
    Create = 1,

    /// <summary>delete.</summary>
    Delete = 2,

    /// <summary>exists.</summary>
    Exists = 3,

    /// <summary>getData.</summary>
    GetData = 4,

    /// <summary>setData.</summary>
    SetData = 5,

    /// <summary>getChildren.</summary>
    GetChildren = 8,

    /// <summary>sync.</summary>
    Sync = 9,

    /// <summary>ping.</summary>
    Ping = 11,

    /// <summary>getChildren2.</summary>
    GetChildren2 = 12,

    /// <summary>check, in a multi.</summary>
    Check = 13,

    /// <summary>multi.</summary>
    Multi = 14,

    /// <summary>create2.</summary>
    Create2 = 15,

    /// <summary>createContainer.</summary>
    CreateContainer = 19,

    /// <summary>closeSession.</summary>
    CloseSession = -11,
}
