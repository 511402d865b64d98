using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class ContainerTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void Containers_look_like_other_nodes() => Same("""
        a: connect
        a: createContainer /c
        a: exists /c
        a: createContainer /c
        a: createContainer /c/d data=x
        a: create /plain flags=4
        a: create2 /plain2 flags=4
        a: getData /c/d
        a: create /c/e flags=1
        a: delete /c/e
        a: delete /c/d
        a: delete /c
        a: getChildren /
        """);
}
