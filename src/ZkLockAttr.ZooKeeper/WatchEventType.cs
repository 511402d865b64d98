namespace ZkLockAttr.ZooKeeper;

/// <summary>What happened to a watched node.</summary>
public enum WatchEventType
{
    /// <summary>
    /// Nothing known: the connection on which the watch was set is gone, and the watch with it. Read again. (The protocol's value; there it tells of the session.)
    /// </summary>
    ConnectionLost = -1,

    /// <summary>The node was created.</summary>
    Created = 1,

    /// <summary>The node was deleted.</summary>
    Deleted = 2,

    /// <summary>The node's data was changed.</summary>
    DataChanged = 3,

    /// <summary>A child was created or deleted.</summary>
    ChildrenChanged = 4,
}
