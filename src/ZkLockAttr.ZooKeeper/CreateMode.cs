namespace ZkLockAttr.ZooKeeper;

/// <summary>The kinds of nodes.</summary>
public enum CreateMode
{
    /// <summary>Stays until it is deleted.</summary>
    Persistent = 0,

    /// <summary>Goes with its session.</summary>
    Ephemeral = 1,

    /// <summary>Stays, and its name is completed by the parent's next number.</summary>
    PersistentSequential = 2,

    /// <summary>Goes with its session, and its name is completed by the parent's next number.</summary>
    EphemeralSequential = 3,

    /// <summary>Goes some time after its last child has gone. Servers from 3.5 on.</summary>
    Container = 4,
}
