namespace ZkLockAttr.ZooKeeper.Tests;

/// <summary>Identities and access control lists.</summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData("super", "test", "super:D/InIHSb7yEEbrWz8b9l71RjZJU=")]
    [InlineData("bob", "secret", "bob:fyVmFCwVbTJYrznoSu1koqYEYF0=")]
    public void A_digest_stands_for_user_and_password(string user, string password, string id) => Assert.Equal(id, ZooKeeperAuth.DigestId(user, password));

    [Fact]
    public void Credentials_are_user_colon_password()
    {
        var auth = ZooKeeperAuth.Digest("bob", "se:cret");

        Assert.Equal("digest", auth.Scheme);
        Assert.Equal("bob:se:cret"u8.ToArray(), auth.Request.Credentials);
        Assert.Equal("digest", auth.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    public void A_user_without_a_name_or_with_a_colon_is_none(string user)
    {
        Assert.ThrowsAny<ArgumentException>(() => ZooKeeperAuth.Digest(user, "password"));
        Assert.ThrowsAny<ArgumentException>(() => ZooKeeperAuth.DigestId(user, "password"));
    }

    [Fact]
    public void Lists_are_shown_as_ZooKeepers_shell_does()
    {
        Assert.Equal("world:anyone:cdrwa", ZooKeeperAcl.Open.ToString());
        Assert.Equal("auth::cdrwa", ZooKeeperAcl.CreatorAll.ToString());
        Assert.Equal("auth::cdrwa,ip:10.0.0.1:cr", ZooKeeperAcl.CreatorAll.And("ip", "10.0.0.1", ZooKeeperPermissions.Create | ZooKeeperPermissions.Read).ToString());
    }

    [Fact]
    public void A_list_with_one_entry_more_is_another_list()
    {
        ZooKeeperAcl.Open.And("ip", "10.0.0.1", ZooKeeperPermissions.Read);

        Assert.Single(ZooKeeperAcl.Open.Entries);
    }

    [Theory]
    [InlineData("", ZooKeeperPermissions.All)]
    [InlineData("world", ZooKeeperPermissions.None)]
    [InlineData("world", (ZooKeeperPermissions)32)]
    public void Entries_without_sense_are_refused(string scheme, ZooKeeperPermissions permissions) =>
        Assert.ThrowsAny<ArgumentException>(() => new ZooKeeperAcl(scheme, "anyone", permissions));
}
