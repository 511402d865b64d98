using ZkLockAttr.Tests.Servers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The cases on the in-process server.</summary>
public sealed class InProcessLockTests : LockCases
{
    protected override Task<LockServer> StartAsync() => Task.FromResult<LockServer>(new InProcessServer());
}
