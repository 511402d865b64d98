using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

public sealed class ConnectionLimitTests(NarrowServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output), IClassFixture<NarrowServerPair>
{
    [RealZooKeeperFact]
    public void Too_many_connections_are_closed_without_a_word() => Same("""
        a: connect
        b: connect
        c: connect
        a: ping
        b: closeSession
        d: connect
        e: connect
        a: closeSession
        d: closeSession
        """);
}
