namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>What the server gets after a connection broke.</summary>
internal enum ServerGets
{
    /// <summary>The end of the connection, behind what has passed.</summary>
    TheEnd,

    /// <summary>Nothing: it takes the connection for a living one.</summary>
    Nothing,

    /// <summary>What was under way, late: when the client may be attached to another server already.</summary>
    TheRest,
}
