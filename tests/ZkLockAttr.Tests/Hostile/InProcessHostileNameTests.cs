using ZkLockAttr.Tests.Servers;

namespace ZkLockAttr.Tests.Hostile;

/// <summary>The cases on the in-process server.</summary>
public sealed class InProcessHostileNameTests : HostileNameCases
{
    protected override Task<LockServer> StartAsync() => Task.FromResult<LockServer>(new InProcessServer());
}
