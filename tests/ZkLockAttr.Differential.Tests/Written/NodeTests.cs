using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

public sealed class NodeTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output), IClassFixture<ServerPair>
{
    [RealZooKeeperFact]
    public void Create_read_write_delete() => Same("""
        a: connect
        a: create /x data=one
        a: getData /x
        a: setData /x data=two
        a: setData /x data=three v=1
        a: setData /x data=four v=1
        a: getData /x
        a: exists /x
        a: create2 /x/y data=
        a: create /x/z
        a: getChildren /x
        a: getChildren2 /x
        a: delete /x
        a: delete /x/y v=1
        a: delete /x/y v=0
        a: exists /x
        a: delete /x/z
        a: delete /x v=2
        a: exists /x
        a: getData /x
        a: closeSession
        """);
}
