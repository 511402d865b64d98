using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class FourLetterWordTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void Words_are_answered() => Same("""
        a: connect
        b: connect
        a: create /e flags=1
        b: create /f flags=1
        a: getData /e watch
        a: exists /nothing watch
        b: getData /e watch
        b: getChildren / watch
        w: word ruok
        w: word isro
        w: word srvr
        w: word stat
        w: word mntr
        w: word conf
        w: word envi
        w: word dump
        w: word wchs
        w: word crst
        w: word srst
        a: closeSession
        b: closeSession
        w: word wchs
        w: word wchc
        w: word wchp
        w: word nope
        """);

    [RealZooKeeperFact]
    public void Watches_by_connection_and_by_path() => Same("""
        a: connect
        a: exists /nothing watch
        w: word wchc
        w: word wchp
        w: word wchs
        """);
}
