using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class LastingWatchTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void A_persistent_watch_sees_the_node_and_its_children_again_and_again() => Same("""
        a: connect
        b: connect
        b: addWatch /x 0
        a: create /x
        a: setData /x data=1
        a: setData /x data=2
        a: create /x/1
        a: setData /x/1 data=1
        a: delete /x/1
        a: delete /x
        a: create /x
        b: removeWatches /x 3
        a: setData /x data=3
        """);

    [RealZooKeeperFact]
    public void A_recursive_watch_sees_all_that_is_below_but_no_changes_of_children() => Same("""
        a: connect
        b: connect
        b: addWatch /x 1
        a: create /x
        a: create /x/1
        a: create /x/1/2
        a: setData /x/1/2 data=1
        a: delete /x/1/2
        a: delete /x/1
        a: create /xy
        a: delete /x
        b: removeWatches /x 3
        a: create /x
        """);

    [RealZooKeeperFact]
    public void Two_recursive_watches_on_one_way_give_one_event() => Same("""
        a: connect
        b: connect
        b: addWatch / 1
        b: addWatch /x 1
        a: create /x
        a: create /x/y
        b: addWatch /x/y 0
        a: setData /x/y data=1
        a: create /x/y/z
        a: delete /x/y/z
        a: delete /x/y
        """);

    [RealZooKeeperFact]
    public void A_later_watch_on_the_same_path_replaces_how_long_it_stays() => Same("""
        a: connect
        b: connect
        a: create /x
        b: addWatch /x 0
        b: getData /x watch
        a: setData /x data=1
        a: setData /x data=2
        a: create /x/1
        a: create /x/2
        b: addWatch /x 1
        a: create /x/3
        b: getChildren /x watch
        a: create /x/4
        a: create /x/5
        """);

    [RealZooKeeperFact]
    public void Removing_one_kind_leaves_the_other() => Same("""
        a: connect
        b: connect
        a: create /x
        b: addWatch /x 0
        b: removeWatches /x 1
        a: create /x/1
        a: setData /x data=1
        b: removeWatches /x 2
        a: setData /x data=2
        b: removeWatches /x 3
        b: addWatch /x 1
        b: removeWatches /x 2
        a: create /x/2
        a: delete /x/2
        b: checkWatches /x 3
        b: checkWatches /x/1 3
        """);

    [RealZooKeeperFact]
    public void Modes_that_are_none() => Same("""
        a: connect
        a: addWatch /x 2
        a: addWatch /x -1
        a: op 106
        """);
}
