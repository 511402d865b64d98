using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class ProtocolErrorTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void Operations_that_nobody_knows_end_the_connection_and_not_the_session() => Same("""
        a: connect
        a: create /e flags=1
        a: op 99
        a: connect session=a
        a: op -3
        a: connect session=a
        a: op 0
        a: connect session=a
        a: op 10
        a: connect session=a
        a: op 23 00000000
        a: connect session=a
        a: op 108
        a: connect session=a
        a: op -100
        a: connect session=a
        a: exists /e
        """);

    [RealZooKeeperFact]
    public void Bodies_that_are_too_short() => Same("""
        a: connect
        a: op 1
        a: op 2 00000001
        a: op 3 00000005
        a: op 4 00000001
        a: op 5 ff
        a: op 6
        a: op 7 00
        a: op 8
        a: op 9
        a: op 12 0000
        a: op 15
        a: op 16
        a: op 17
        a: op 18
        a: op 19
        a: op 21
        a: op 22
        a: op 103
        a: op 104
        a: ping
        """);

    [RealZooKeeperFact]
    public void Lengths_that_are_none() => Same("""
        a: connect
        a: op 3 7fffffff
        a: op 3 fffffffe
        a: op 3 80000000
        a: op 1 0000000161ffffffff7fffffff
        a: op 101 00000000000000007fffffff
        a: ping
        """);

    [RealZooKeeperFact]
    public void Bytes_behind_a_record_are_ignored() => Same("""
        a: connect
        a: op 3 000000012f0000000000000007
        a: op 11 0000000000
        a: op 107 00
        """);

    [RealZooKeeperFact]
    public void Any_xid_is_echoed() => Same("""
        a: connect
        a: exists ~/nothing xid=0
        a: exists ~/nothing xid=-99
        a: exists ~/nothing xid=2147483647
        a: exists ~/nothing xid=-2147483648
        a: create /x xid=0
        """);

    [RealZooKeeperFact]
    public void Frames_that_are_none_end_the_connection_without_a_word() => Same("""
        a: connect
        a: bytes ffffffff
        a: closed
        b: connect
        b: bytes 00100000
        b: closed
        c: connect
        c: bytes 00000000
        c: closed
        d: connect
        d: bytes 0000000400000001
        d: closed
        e: bytes ffffffff
        e: closed
        f: bytes 00000000
        f: closed
        g: bytes 00000008000000000000000000000000
        g: closed
        h: bytes 7fffffff
        h: closed
        """);

    [RealZooKeeperFact]
    public void Answers_of_a_server_without_rights_or_settings() => Same("""
        a: connect
        a: reconfig
        a: reconfig members=server.1=127.0.0.1:1:2:participant;3
        a: createTtl /ttl flags=5 ttl=1000
        a: createTtl /ttl flags=6 ttl=1000
        a: createTtl /ttl flags=0 ttl=1000
        a: op 20 0000
        a: whoAmI
        """);
}
