namespace ZkLockAttr.ZooKeeper.Wire;

/// <summary>The kinds of requests.</summary>
internal enum OpCode
{
    CloseSession = -11,
    Error = -1,
    Create = 1,
    Delete = 2,
    Exists = 3,
    GetData = 4,
    SetData = 5,
    GetAcl = 6,
    SetAcl = 7,
    GetChildren = 8,
    Sync = 9,
    Ping = 11,
    GetChildren2 = 12,

    /// <summary>Only ever inside a multi: alone it makes servers before 3.8.5 and 3.9.3 write a log that nobody can read again (ZOOKEEPER-2623).</summary>
    Check = 13,
    Multi = 14,
    Create2 = 15,
    Reconfig = 16,
    CheckWatches = 17,
    RemoveWatches = 18,
    CreateContainer = 19,

    /// <summary>Between servers.</summary>
    DeleteContainer = 20,
    CreateTtl = 21,
    MultiRead = 22,
    Auth = 100,
    SetWatches = 101,
    Sasl = 102,
    GetEphemerals = 103,
    GetAllChildrenNumber = 104,
    SetWatches2 = 105,
    AddWatch = 106,
    WhoAmI = 107,
}
