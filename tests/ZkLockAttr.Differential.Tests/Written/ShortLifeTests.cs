using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

/// <summary>
/// What ends by itself. "hear" waits for the event that tells of it. "rebase" forgets how many transactions it took: a real server that is slow tries twice to
/// remove the same container.
/// </summary>
public sealed class ShortLifeTests(ShortLivedServerPair servers, ITestOutputHelper output)
    : WrittenScriptTests(servers, output), IClassFixture<ShortLivedServerPair>
{
    [RealZooKeeperFact]
    public void A_container_goes_when_its_last_child_has_gone() => Same("""
        a: connect
        a: createContainer /c
        a: create /c/1
        a: exists /c watch
        a: delete /c/1
        a: hear
        a: rebase
        a: exists /c
        a: create /after
        """);

    [RealZooKeeperFact]
    public void A_container_that_never_had_a_child_stays() => Same("""
        a: connect
        a: createContainer /empty
        a: createContainer /c
        a: create /c/1
        a: exists /c watch
        a: delete /c/1
        a: hear
        a: rebase
        a: exists /empty
        """);

    [RealZooKeeperFact]
    public void A_node_goes_when_its_time_to_live_is_over() => Same("""
        a: connect
        a: exists /ttl watch
        a: createTtl /ttl flags=5 ttl=1
        a: exists /ttl watch
        a: hear
        a: rebase
        a: exists /ttl
        """);

    [RealZooKeeperFact]
    public void Times_to_live_and_their_limits() => Same("""
        a: connect
        a: createTtl /a flags=5 ttl=1000000
        a: exists /a
        a: createTtl /a flags=5 ttl=1000000
        a: createTtl /b- flags=6 ttl=1099511627775
        a: createTtl /c flags=5 ttl=1099511627776
        a: createTtl /c flags=5 ttl=0
        a: createTtl /c flags=5 ttl=-1
        a: createTtl /c flags=0 ttl=1000
        a: createTtl /c flags=1 ttl=1000
        a: create /c flags=5
        a: create2 /c flags=6
        a: createTtl /a/child flags=5 ttl=1000000
        a: create /a/e flags=1
        a: multi createTtl /d flags=5 ttl=1000000 | createTtl /e- flags=6 ttl=1000000
        a: getChildren /
        """);

    [RealZooKeeperFact]
    public void A_session_whose_client_is_gone_expires() => Same("""
        a: connect timeout=1000
        b: connect
        a: create /e flags=1
        b: exists /e watch
        a: drop
        b: hear
        b: exists /e
        a: connect session=a
        """);
}
