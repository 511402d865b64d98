using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Written;

[Collection(ServerPairGroup.Name)]
public sealed class AccessControlTests(ServerPair servers, ITestOutputHelper output) : WrittenScriptTests(servers, output)
{
    [RealZooKeeperFact]
    public void Permissions_are_demanded() => Same("""
        a: connect
        b: connect
        a: auth digest bob:secret
        a: create /read acl=1@world@anyone,31@auth@
        a: create /write acl=2@world@anyone,31@auth@
        a: create /create acl=4@world@anyone,31@auth@
        a: create /delete acl=8@world@anyone,31@auth@
        a: create /admin acl=16@world@anyone,31@auth@
        a: create /delete/1
        b: getData /read
        b: setData /read data=1
        b: getChildren /read
        b: getChildren2 /read
        b: countDescendants /read
        b: create /read/1
        b: getData /write
        b: setData /write data=1
        b: getChildren /write watch
        b: create /create/1
        b: delete /create/1
        b: delete /delete/1
        b: create /delete/2
        b: exists /admin watch
        b: getAcl /read
        b: getAcl /write
        b: getAcl /admin
        b: setAcl /read acl=open
        b: setAcl /admin acl=31@world@anyone
        b: getData /admin
        b: multi check /write
        b: multi check /read
        """);

    [RealZooKeeperFact]
    public void Digests_are_shown_to_administrators_only() => Same("""
        a: connect
        b: connect
        a: auth digest bob:secret
        a: create /x acl=31@auth@,1@world@anyone
        a: getAcl /x
        b: getAcl /x
        b: auth digest bob:wrong
        b: getAcl /x
        b: auth digest bob:secret
        b: getAcl /x
        """);

    [RealZooKeeperFact]
    public void Auth_means_all_that_the_client_has_shown() => Same("""
        a: connect
        a: create /x acl=31@auth@
        a: auth ip
        a: create /x acl=31@auth@
        a: auth digest bob:secret
        a: create /x acl=31@auth@
        a: getAcl /x
        a: auth digest eve:x
        a: create /y acl=3@auth@whatever
        a: getAcl /y
        a: setAcl /x acl=31@auth@ v=0
        a: getAcl /x
        a: whoAmI
        """);

    [RealZooKeeperFact]
    public void Identities_belong_to_the_connection() => Same("""
        a: connect
        a: auth digest bob:secret
        a: create /x acl=31@auth@
        a: drop
        a: connect session=a
        a: getData /x
        a: auth digest bob:secret
        a: getData /x
        a: whoAmI
        """);

    [RealZooKeeperFact]
    public void Lists_that_are_none() => Same("""
        a: connect
        a: create /x
        a: setAcl /x acl=empty
        a: setAcl /x acl=31@world@nobody
        a: setAcl /x acl=31@nope@x
        a: setAcl /x acl=31@digest@bob
        a: setAcl /x acl=31@digest@a:b:c
        a: setAcl /x acl=31@ip@nonsense
        a: setAcl /x acl=31@ip@127.0.0.1/33
        a: setAcl /x acl=31@ip@127.0.0.1/x
        a: setAcl /x acl=31@ip@127.0.0.1/8
        a: setAcl /x acl=31@sasl@bob
        a: setAcl /x acl=31@x509@CN=bob
        a: setAcl /x acl=31@world@anyone v=3
        a: getAcl /x
        a: setAcl /x acl=0@world@anyone
        a: getAcl /x
        a: getData /x
        """);

    [RealZooKeeperFact]
    public void Addresses_and_ranges_of_them() => Same("""
        a: connect
        a: create /x1 acl=31@ip@127.0.0.1
        a: create /x2 acl=31@ip@127.0.0.2
        a: create /x3 acl=31@ip@127.255.0.0/8
        a: create /x4 acl=31@ip@127.0.0.0/31
        a: create /x5 acl=31@ip@127.0.0.0/32
        a: create /x6 acl=31@ip@10.0.0.0/0
        a: getData /x1
        a: getData /x2
        a: getData /x3
        a: getData /x4
        a: getData /x5
        a: getData /x6
        """);

    [RealZooKeeperFact]
    public void Duplicates_are_kept_once() => Same("""
        a: connect
        a: create /x acl=31@world@anyone,1@world@anyone,31@world@anyone
        a: getAcl /x
        """);

    [RealZooKeeperFact]
    public void A_scheme_that_nobody_knows_ends_the_connection() => Same("""
        a: connect
        a: auth nope x
        a: connect session=a
        a: auth world anyone
        a: connect session=a
        a: auth digest
        a: whoAmI
        a: sasl token=
        a: sasl token=abc
        a: ping
        """);
}
