using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

/// <summary>What becomes of sequential names behind 2147483647.</summary>
public sealed class SequenceEndTests(WornServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output), IClassFixture<WornServerPair>
{
    [RealZooKeeperFact]
    public void The_counter_sticks_at_its_end() => Same("""
        a: connect
        a: create ~/worn1/n- flags=3
        a: create ~/worn1/n- flags=3
        a: create ~/worn1/n- flags=3
        a: create ~/worn1/n- flags=3
        a: create ~/worn1/m- flags=3
        a: create ~/worn1/plain
        a: delete ~/worn1/n-2147483647
        a: create ~/worn1/n- flags=3
        a: create ~/worn1/n- flags=3
        a: getChildren ~/worn1
        """);

    [RealZooKeeperFact]
    public void A_multi_runs_past_the_end_and_later_requests_find_the_counter_stuck() => Same("""
        a: connect
        a: multi create ~/worn2/n- flags=3 | create ~/worn2/n- flags=3 | create ~/worn2/n- flags=3 | create ~/worn2/n- flags=3
        a: create ~/worn2/n- flags=3
        a: create ~/worn2/m- flags=3
        a: multi create ~/worn2/n- flags=3 | create ~/worn2/n- flags=3
        a: multi create ~/worn2/k- flags=3 | create ~/worn2/k- flags=3
        a: getChildren ~/worn2
        """);

    [RealZooKeeperFact]
    public void A_multi_that_fails_gives_the_numbers_back() => Same("""
        a: connect
        a: multi create ~/worn3/n- flags=3 | create ~/worn3/n- flags=3 | create ~/worn3
        a: create ~/worn3/n- flags=3
        a: create ~/worn3/n- flags=3
        a: getChildren ~/worn3
        """);
}
