namespace ZkLockAttr.ZooKeeper;

/// <summary>What a watch reports.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Path">The watched node.</param>
public readonly record struct WatchEvent(WatchEventType Type, string Path);
