namespace ZkLockAttr.Testing.Watches;

/// <summary>How long a watch stays, and how far it sees. A connection has one mode on a path: the last one it asked for.</summary>
internal enum WatchMode
{
    /// <summary>Fires once: set by exists, getData and getChildren.</summary>
    OneShot,

    /// <summary>Stays: addWatch's mode 0.</summary>
    Persistent,

    /// <summary>Stays, and sees all descendants, but not that children changed: addWatch's mode 1.</summary>
    Recursive,
}
