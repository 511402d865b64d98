namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>What a watch watches.</summary>
internal enum WatchKind
{
    /// <summary>The node and its data: fires when it is created, changed or deleted.</summary>
    Data,

    /// <summary>The node's children: fires when one is created or deleted, or the node is deleted.</summary>
    Children,
}
