using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class SessionTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void Timeouts_are_kept_within_limits() => Same("""
        a: connect timeout=1
        a: connect timeout=-5
        a: connect timeout=1000000
        a: connect timeout=4001
        a: connect timeout=10000
        b: connect session=a timeout=7777
        """);

    [RealZooKeeperFact]
    public void Handshakes_of_older_clients_and_odd_ones() => Same("""
        a: connect old
        b: connect read-only
        c: connect password=null
        d: connect password=
        e: connect password=short
        f: connect old session=unknown
        """);

    [RealZooKeeperFact]
    public void A_session_is_found_again_and_the_old_connection_is_closed() => Same("""
        a: connect
        a: create /e flags=1
        b: connect session=a
        b: exists /e
        b: getEphemerals ~/
        b: create /f flags=1
        """);

    [RealZooKeeperFact]
    public void A_wrong_password_is_refused_and_ends_the_right_connection() => Same("""
        a: connect
        a: create /e flags=1
        b: connect session=a password=aaaaaaaaaaaaaaaa
        c: connect session=a
        c: exists /e
        """);

    [RealZooKeeperFact]
    public void Unknown_sessions_are_refused_and_all_behind_them_ignored() => Same("""
        a: connect session=unknown
        a: connect session=unknown ; create /ignored
        b: connect
        b: exists /ignored
        """);

    [RealZooKeeperFact]
    public void A_closed_session_cannot_be_found_again_and_its_nodes_are_gone() => Same("""
        a: connect
        b: connect
        a: create /e flags=1
        a: create /p
        a: closeSession
        b: exists /e
        b: exists /p
        a: connect session=a
        b: create /e flags=1
        """);

    [RealZooKeeperFact]
    public void A_session_is_closed_from_a_second_connection() => Same("""
        a: connect
        w: connect
        a: create /e flags=1
        w: getData /e watch
        b: connect session=a
        b: closeSession
        a: connect session=a
        w: exists /e
        """);

    [RealZooKeeperFact]
    public void Requests_may_stand_behind_the_handshake() => Same("""
        a: connect ; auth digest bob:secret
        b: connect ; create /x ; getChildren / ; ping ; exists /x watch
        c: connect session=b ; create /y flags=1 ; getChildren /
        c: delete /y ; delete /x ; ping
        """);

    [RealZooKeeperFact]
    public void Who_has_seen_more_than_the_server_is_closed_without_a_word() => Same("""
        a: connect
        b: connect zxid=future
        a: create /x
        c: connect session=a zxid=future
        a: ping
        d: connect zxid=last
        """);

    [RealZooKeeperFact]
    public void Ephemeral_nodes_name_their_session() => Same("""
        a: connect
        b: connect
        a: create /e flags=1
        b: create /f flags=3
        b: exists /e
        a: getChildren /
        a: delete /f0000000001
        b: delete /e
        a: getEphemerals ~/
        """);
}
