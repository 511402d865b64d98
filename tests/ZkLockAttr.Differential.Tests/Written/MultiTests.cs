using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class MultiTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void All_or_nothing() => Same("""
        a: connect
        a: multi create /x data=1 | create /x/y | setData /x data=2 | check /x v=1 | delete /x/y
        a: getData /x
        a: multi setData /x data=3 | delete /nothing | create /z
        a: getData /x
        a: exists /z
        a: multi create /z | create /z/1 | create /z/1
        a: exists /z
        a: exists /
        a: create /x/leaf acl=1@world@anyone
        a: multi delete /x/leaf | create /x/new | setData /x data=4 | check /nothing
        a: exists /x
        a: getAcl /x/leaf
        a: getChildren2 /x
        a: multi
        """);

    [RealZooKeeperFact]
    public void Every_part_in_every_shape() => Same("""
        a: connect
        a: multi create /x1 | create2 /x2 | createContainer /x3 | create /x4 flags=1 | create2 /x5 flags=3 | create /x6- flags=2
        a: getChildren /
        a: multi create /y1 flags=4 | create2 /y2 flags=4 | createContainer /y3 flags=0 | createContainer /y4 flags=1
        a: exists /y1
        a: exists /y4
        a: multi setData /x1 data=new | setData /x1 data=newer v=1 | check /x1 v=2 | check /x1
        a: multi delete /x1 v=2 | delete /x2
        """);

    [RealZooKeeperFact]
    public void The_first_failure_counts() => Same("""
        a: connect
        a: create /x
        a: multi check /x | create /x | delete /nothing
        a: multi check /x v=1
        a: multi check /nothing
        a: multi delete /x v=3
        a: multi setData /x data=1 v=3
        a: multi create /no/parent
        a: multi create /y flags=9
        a: multi create /y acl=empty
        a: multi create /e flags=1 | create /e/child
        a: multi create /ttl flags=5
        a: multi create /x | create /ttl flags=5
        a: multi createTtl /ttl flags=5 ttl=1000
        a: multi check ~relative
        a: multi delete ~/
        """);

    [RealZooKeeperFact]
    public void Parts_that_are_none() => Same("""
        a: connect
        a: create /x
        a: multi setAcl /x acl=open
        a: multi sync /x
        a: multi ping
        a: multi create /y | setAcl /x acl=open
        a: exists /y
        a: op 14
        a: op 14 0000
        a: op 14 00000001
        a: ping
        """);

    [RealZooKeeperFact]
    public void Later_parts_see_earlier_ones() => Same("""
        a: connect
        a: multi create /x | create /x/y | create /x/y/z | delete /x/y/z | delete /x/y | delete /x
        a: multi create /x data=1 | setData /x data=2 v=0 | check /x v=1 | delete /x v=1 | create /x data=3
        a: getData /x
        a: multi delete /x | check /x
        a: exists /x
        """);

    [RealZooKeeperFact]
    public void Reads_together() => Same("""
        a: connect
        a: create /x data=1
        a: create /x/y
        a: create /secret acl=0@world@anyone
        a: multiRead getData /x | getChildren /x | getData /nothing | getChildren /nothing | getData /secret
        a: multiRead
        a: multiRead getData /x watch | getChildren /x watch
        a: setData /x data=2
        a: create /x/z
        a: multiRead exists /x
        """);

    [RealZooKeeperFact]
    public void Events_of_a_multi_come_in_its_order_and_before_its_answer() => Same("""
        a: connect
        b: connect
        a: create /x
        b: exists /x watch
        b: getChildren /x watch
        b: exists /x/1 watch
        a: exists /x watch
        a: getChildren /x watch
        a: multi create /x/1 | setData /x data=1 | delete /x/1
        a: getChildren /x watch
        a: multi create /x/2 | create /x
        a: multi create /x/2
        """);
}
