using ZkLockAttr.Tests.Servers;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>The cases on the in-process server.</summary>
public sealed class InProcessAclTests : AclCases
{
    protected override Task<LockServer> StartAsync() => Task.FromResult<LockServer>(new InProcessServer());
}
