namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Waits for one event. Belongs to one read.</summary>
internal abstract class Watcher
{
    /// <summary>The next watcher of the same node and kind; owned by the <see cref="Sessions.WatchTable"/>.</summary>
    internal Watcher? Next { get; set; }

    /// <summary>Called once, under the session's gate: with an event, or when the connection is gone and the watch with it.</summary>
    public abstract void OnEvent(WatchEvent happened);
}
