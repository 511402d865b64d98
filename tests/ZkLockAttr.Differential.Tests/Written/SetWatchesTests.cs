using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class SetWatchesTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void What_happened_meanwhile_is_reported_before_the_answer_and_the_rest_is_watched() => Same("""
        a: connect
        b: connect
        a: create /changed
        a: create /deleted
        a: create /same
        a: create /parent
        a: create /emptied
        b: ping ; mark before
        b: drop
        a: setData /changed data=1
        a: delete /deleted
        a: create /made
        a: create /parent/1
        a: delete /emptied
        b: connect session=b zxid=before
        b: setWatches zxid=before data=/changed,/deleted,/same exist=/made,/notyet child=/parent,/emptied,/same
        a: setData /changed data=2
        a: setData /same data=1
        a: create /notyet
        a: create /parent/2
        a: create /same/1
        """);

    [RealZooKeeperFact]
    public void Nothing_is_new_for_who_knows_the_newest() => Same("""
        a: connect
        a: create /x data=1
        a: create /x/y
        a: setWatches zxid=last data=/x child=/x exist=/z
        a: setWatches zxid=0 data=/x child=/x exist=/x
        a: delete /x/y
        """);

    [RealZooKeeperFact]
    public void Lasting_watches_are_set_again_without_a_report() => Same("""
        a: connect
        b: connect
        a: create /x
        a: create /y
        b: setWatches2 zxid=0 persistent=/x recursive=/y data=/x
        a: setData /x data=1
        a: setData /x data=2
        a: create /y/1
        a: create /y/1/2
        a: delete /y/1/2
        """);

    [RealZooKeeperFact]
    public void Malformed_ones() => Same("""
        a: connect
        a: op 101
        a: op 101 00000000000000000000
        a: op 105 0000000000000000000000000000000000000000
        a: ping
        """);
}
