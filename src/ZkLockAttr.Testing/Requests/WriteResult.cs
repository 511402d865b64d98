using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Testing.Requests;

/// <summary>What a write answers: the node as it was right behind it. Deletes and checks answer nothing.</summary>
internal readonly record struct WriteResult(string Path, Stat Stat);
