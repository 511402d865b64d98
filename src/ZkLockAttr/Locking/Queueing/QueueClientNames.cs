namespace ZkLockAttr.Locking.Queueing;

/// <summary>What clients call themselves.</summary>
internal static class QueueClientNames
{
    extension(QueueClient client)
    {
        /// <summary>The client's name, for people and programs.</summary>
        public string Name => client switch
        {
            QueueClient.ZkLockAttr => nameof(ZkLockAttr),
            QueueClient.Kazoo => "kazoo",
            QueueClient.Curator => nameof(QueueClient.Curator),
            QueueClient.DistributedLock => nameof(QueueClient.DistributedLock),
            _ => "unknown",
        };
    }
}
