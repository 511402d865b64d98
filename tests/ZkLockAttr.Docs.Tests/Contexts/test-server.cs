using ZkLockAttr.Testing;

internal partial class Example
{
    private readonly ZooKeeperTestServer server = ZooKeeperTestServer.Start();
}
