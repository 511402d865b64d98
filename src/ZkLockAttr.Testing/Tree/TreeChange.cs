using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Testing.Tree;

/// <summary>One change of the tree, as watches see it.</summary>
internal readonly record struct TreeChange(WatchEventType Type, string Path);
