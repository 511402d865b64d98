using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class NodeTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
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
        """);

    [RealZooKeeperFact]
    public void Data_may_be_null_empty_and_large() => Same("""
        a: connect
        a: create /null data=null
        a: create /empty data=
        a: create /large data=#1000000
        a: getData /null
        a: getData /empty
        a: getData /large
        a: setData /large data=null
        a: getData /large
        """);

    [RealZooKeeperFact]
    public void What_create_refuses() => Same("""
        a: connect
        a: create /x
        a: create /x
        a: create /no/parent
        a: create /e flags=1
        a: create /e/child
        a: create /y flags=7
        a: create /y flags=-1
        a: create /y flags=5
        a: create /y acl=empty
        a: create /y acl=31@nope@x
        a: create ~
        a: create ~relative
        a: create ~/
        a: create /x/
        a: create /x//y
        a: create /x/.
        a: create /x/..
        a: create /\u0000
        a: create /\u0001
        a: create /\u001f
        a: create /\u007f
        a: create /\u009f
        a: create /\u00a0
        a: create /\ud7ff
        a: create /\ue000
        a: create /\uf8ff
        a: create /\uf900
        a: create /\uffef
        a: create /\ufff0
        a: create null
        a: getChildren /
        """);

    [RealZooKeeperFact]
    public void What_delete_refuses() => Same("""
        a: connect
        a: create /x
        a: create /x/y
        a: delete /x
        a: delete /x/y v=1
        a: delete /nothing
        a: delete /nothing/below
        a: delete ~
        a: delete ~/
        a: delete ~relative
        a: delete ~/zookeeper
        a: delete ~/zookeeper/quota
        a: delete ~/zookeeper/config
        a: delete /x/\u0000
        a: delete null
        a: getChildren2 /
        """);

    [RealZooKeeperFact]
    public void What_reads_and_writes_of_data_refuse() => Same("""
        a: connect
        a: getData /nothing
        a: getData ~
        a: getData ~relative
        a: getData null
        a: getChildren /nothing
        a: getChildren2 /nothing
        a: getChildren null
        a: exists /nothing
        a: exists /\u0000
        a: exists null
        a: setData /nothing data=x
        a: setData /\u0000 data=x
        a: setData ~relative data=x
        a: setData ~ data=x
        a: setData null data=x
        a: getAcl /nothing
        a: setAcl /nothing
        a: countDescendants /nothing
        """);

    [RealZooKeeperFact]
    public void Every_attempt_to_write_takes_a_transaction_and_no_read_does() => Same("""
        a: connect
        a: create /x
        a: create /x
        a: delete /nothing
        a: setData /x data=1 v=5
        a: multi check /nothing
        a: setAcl /x acl=empty
        a: ping
        a: exists /x
        a: sync /x
        a: getChildren /
        a: reconfig
        a: ping
        """);

    [RealZooKeeperFact]
    public void Versions_and_times_of_children() => Same("""
        a: connect
        a: create2 /x
        a: create2 /x/1
        a: setData /x/1 data=more
        a: exists /x
        a: delete /x/1
        a: exists /x
        a: create /x/2 flags=1
        a: exists /x
        a: exists /x/2
        a: setAcl /x acl=31@world@anyone
        a: setAcl /x acl=31@world@anyone v=0
        a: setAcl /x acl=31@world@anyone v=1
        a: exists /x
        """);

    [RealZooKeeperFact]
    public void The_nodes_of_the_server_itself() => Same("""
        a: connect
        a: getData ~/zookeeper
        a: getData ~/zookeeper/quota
        a: getData ~/zookeeper/config
        a: getAcl ~/zookeeper
        a: getAcl ~/zookeeper/quota
        a: getAcl ~/zookeeper/config
        a: setData ~/zookeeper/config data=x
        a: getChildren ~/zookeeper
        """);

    [RealZooKeeperFact]
    public void Counting_descendants_and_listing_ephemerals() => Same("""
        a: connect
        b: connect
        a: create /x
        a: create /x/1 flags=1
        a: create /x/2
        a: create /x/2/3 flags=1
        a: create /xy flags=1
        b: create /x/4 flags=1
        a: countDescendants /x
        a: countDescendants /
        a: countDescendants /x/1
        a: getEphemerals ~/
        a: getEphemerals /x
        a: getEphemerals /x/
        a: getEphemerals null
        a: getEphemerals ~
        b: getEphemerals ~/
        a: getEphemerals /nothing
        a: delete /x/1
        a: getEphemerals ~/
        """);
}
