using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>What a queue node tells of whoever made it.</summary>
internal static class QueueNodeContender
{
    /// <param name="node">The node's name.</param>
    /// <param name="name">What the name says.</param>
    /// <param name="data">What the node says.</param>
    /// <param name="stat">Since when it is there, and whose it is.</param>
    /// <returns>A contender of whom it is not known yet whether he holds: the queue tells that.</returns>
    public static LockContender Of(string node, in QueueNodeName name, byte[]? data, in Stat stat)
    {
        var kind = QueueKind.Of(name);
        return new LockContender
        {
            Node = node,
            IsHolder = false,
            Mode = kind.IsSemaphore ? null : kind.Mode,
            MaxCount = kind.IsSemaphore ? kind.MaxCount : null,
            Client = name.Client.Name,
            Since = DateTimeOffset.FromUnixTimeMilliseconds(stat.Ctime),
            SessionId = stat.EphemeralOwner,
            Description = RetainerData.DescriptionOf(data),
            CreationZxid = stat.Czxid,
        };
    }
}
