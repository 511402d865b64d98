namespace ZkLockAttr.Testing;

/// <summary>What passes between a client and the server.</summary>
public enum ServerOperation
{
    /// <summary>The handshake, of a new session or of one that is attached again.</summary>
    Connect,

    /// <summary>Creates a node.</summary>
    Create,

    /// <summary>Creates a node and answers its stat.</summary>
    Create2,

    /// <summary>Creates a container.</summary>
    CreateContainer,

    /// <summary>Deletes a node.</summary>
    Delete,

    /// <summary>Asks whether a node exists.</summary>
    Exists,

    /// <summary>Reads a node's data.</summary>
    GetData,

    /// <summary>Writes a node's data.</summary>
    SetData,

    /// <summary>Reads a node's access control list.</summary>
    GetAcl,

    /// <summary>Writes a node's access control list.</summary>
    SetAcl,

    /// <summary>Lists a node's children.</summary>
    GetChildren,

    /// <summary>Lists a node's children and answers the node's stat.</summary>
    GetChildren2,

    /// <summary>Waits until the server knows all that the leader knew.</summary>
    Sync,

    /// <summary>The heartbeat.</summary>
    Ping,

    /// <summary>Several writes, all or none.</summary>
    Multi,

    /// <summary>Shows the server who the client is.</summary>
    Auth,

    /// <summary>Sets a lost connection's watches again.</summary>
    SetWatches,

    /// <summary>Ends the session.</summary>
    CloseSession,

    /// <summary>Changes the ensemble's members.</summary>
    Reconfig,

    /// <summary>Asks whether a watch is set.</summary>
    CheckWatches,

    /// <summary>Removes watches.</summary>
    RemoveWatches,

    /// <summary>Creates a node with a time to live.</summary>
    CreateTtl,

    /// <summary>Several reads, each for itself.</summary>
    MultiRead,

    /// <summary>Shows the server who the client is, by SASL.</summary>
    Sasl,

    /// <summary>Lists the session's ephemeral nodes.</summary>
    GetEphemerals,

    /// <summary>Counts the nodes below one.</summary>
    GetAllChildrenNumber,

    /// <summary>Sets a lost connection's watches again, those that stay among them.</summary>
    SetWatches2,

    /// <summary>Sets a watch that stays.</summary>
    AddWatch,

    /// <summary>Asks who the server takes the client for.</summary>
    WhoAmI,

    /// <summary>An event that a watch reports: the only one that no client asked for.</summary>
    WatchEvent,

    /// <summary>An operation this server does not know.</summary>
    Unknown,
}
