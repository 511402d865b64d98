using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Differential.Tests.Wire;

/// <summary>A request that is not answered yet.</summary>
/// <param name="Xid">Its number.</param>
/// <param name="OpCode">Says how to read the answer.</param>
/// <param name="Verb">What the script calls it.</param>
internal sealed record PendingRequest(int Xid, OpCode OpCode, string Verb);
