using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class WatchTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void Watches_on_nodes() => Same("""
        a: connect
        b: connect
        b: exists /x watch
        a: create /x
        b: exists /x watch
        a: setData /x data=1
        a: setData /x data=2
        b: getData /x watch
        a: setAcl /x acl=open
        a: create /x/child
        a: delete /x/child
        a: delete /x
        b: getData /x watch
        a: create /x
        """);

    [RealZooKeeperFact]
    public void Watches_on_children() => Same("""
        a: connect
        b: connect
        a: create /x
        b: getChildren /x watch
        a: setData /x data=1
        a: create /x/1
        a: create /x/2
        b: getChildren2 /x watch
        a: setData /x/1 data=1
        a: delete /x/1
        b: getChildren /x watch
        a: delete /x/2
        b: getChildren /x watch
        a: delete /x
        b: getChildren /x watch
        b: getChildren2 / watch
        a: create /y
        """);

    [RealZooKeeperFact]
    public void Who_causes_an_event_hears_it_before_the_answer() => Same("""
        a: connect
        a: exists /x watch
        a: create /x
        a: getData /x watch
        a: getChildren /x watch
        a: getChildren / watch
        a: delete /x
        """);

    [RealZooKeeperFact]
    public void One_event_for_two_watches_on_a_deleted_node_but_one_each_for_two_paths() => Same("""
        a: connect
        b: connect
        a: create /x
        a: create /x/y
        b: getData /x/y watch
        b: getChildren /x/y watch
        b: getChildren /x watch
        b: getData /x watch
        a: delete /x/y
        a: delete /x
        """);

    [RealZooKeeperFact]
    public void The_same_watch_twice_fires_once() => Same("""
        a: connect
        b: connect
        a: create /x
        b: getData /x watch ; exists /x watch ; getData /x watch
        a: setData /x data=1
        a: setData /x data=2
        """);

    [RealZooKeeperFact]
    public void The_end_of_a_session_fires_for_each_of_its_nodes() => Same("""
        a: connect
        b: connect
        a: create /x
        a: create /x/1 flags=1
        a: create /x/2 flags=1
        b: getData /x/1 watch
        b: exists /x/2 watch
        b: getChildren /x watch
        a: closeSession
        b: getChildren2 /x
        """);

    [RealZooKeeperFact]
    public void A_lost_connections_watches_are_gone() => Same("""
        a: connect
        b: connect
        a: create /x
        b: getData /x watch
        b: drop
        b: connect session=b
        a: setData /x data=1
        b: ping
        """);

    [RealZooKeeperFact]
    public void Watches_are_looked_for_and_removed() => Same("""
        a: connect
        a: create /x
        a: checkWatches /x 1
        a: checkWatches /x 2
        a: checkWatches /x 3
        a: getData /x watch
        a: checkWatches /x 1
        a: checkWatches /x 2
        a: checkWatches /x 3
        a: removeWatches /x 1
        a: removeWatches /x 2
        a: removeWatches /x 2
        a: setData /x data=1
        a: getData /x watch
        a: getChildren /x watch
        a: removeWatches /x 3
        a: create /x/1
        a: setData /x data=2
        a: checkWatches /x 0
        a: checkWatches /x 4
        a: removeWatches /x 5
        a: removeWatches ~relative 3
        a: checkWatches ~relative 3
        """);

    [RealZooKeeperFact]
    public void Looking_for_a_watch_finds_that_of_somebody_else() => Same("""
        a: connect
        b: connect
        a: create /x
        a: getData /x watch
        b: checkWatches /x 2
        b: removeWatches /x 2
        b: checkWatches /x 2
        """);

    [RealZooKeeperFact]
    public void Events_that_one_may_not_read_are_dropped_and_use_the_watch_up() => Same("""
        a: connect
        b: connect
        a: auth digest bob:secret
        a: create /x acl=31@auth@
        b: exists /x watch
        a: setData /x data=1
        a: setAcl /x acl=31@auth@,1@world@anyone
        a: setData /x data=2
        b: exists /x watch
        a: setData /x data=3
        b: exists /y watch
        a: create /y acl=31@auth@
        b: getChildren / watch
        a: create /z acl=31@auth@
        """);
}
