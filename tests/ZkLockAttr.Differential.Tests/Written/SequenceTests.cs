using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class SequenceTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void Numbers_count_every_child_that_was_ever_created() => Same("""
        a: connect
        a: create /s
        a: create /s/n- flags=2
        a: create /s/n- flags=3
        a: create /s/other
        a: create /s/n- flags=2
        a: delete /s/n-0000000000
        a: create2 /s/n- flags=2
        a: create /s/other
        a: create /s/ flags=3
        a: createContainer /s/c- flags=2
        a: exists /s
        a: getChildren /s
        """);

    [RealZooKeeperFact]
    public void A_parent_made_anew_counts_from_zero() => Same("""
        a: connect
        a: create /s
        a: create /s/n- flags=3
        a: delete /s/n-0000000000
        a: delete /s
        a: create /s
        a: create /s/n- flags=3
        """);

    [RealZooKeeperFact]
    public void Requests_that_stand_behind_one_another_get_numbers_in_their_order() => Same("""
        a: connect
        a: create /s
        a: create /s/n- flags=3 ; create /s/n- flags=3 ; delete /s/n-0000000000 ; create /s/n- flags=3 ; getChildren /s ; create /s/n- flags=1 ; create /s/n- flags=3
        """);

    [RealZooKeeperFact]
    public void A_multi_takes_consecutive_numbers_and_gives_them_back_when_it_fails() => Same("""
        a: connect
        a: create /s
        a: multi create /s/n- flags=3 | create /s/m- flags=3 | create /s
        a: multi create /s/n- flags=3 | create /s/m- flags=3
        a: create /s/n- flags=3
        a: multi create /s/n- flags=3 | create /nothing/x ; create /s/n- flags=3
        a: getChildren2 /s
        """);

    [RealZooKeeperFact]
    public void Sequential_names_that_cannot_be() => Same("""
        a: connect
        a: create /s
        a: create ~x flags=2
        a: create /nothing/n- flags=2
        a: create /s/\u0001 flags=2
        a: create /s// flags=2
        a: create /s/. flags=2
        a: exists /s
        """);
}
