namespace ZkLockAttr.Tests.Servers;

/// <summary>What a fault is to strike.</summary>
public enum FaultTarget
{
    /// <summary>The create of a queue node.</summary>
    CreateQueueNode,

    /// <summary>The list of the queue.</summary>
    List,

    /// <summary>The read that watches a predecessor.</summary>
    WatchPredecessor,

    /// <summary>The delete of a queue node.</summary>
    DeleteQueueNode,
}
