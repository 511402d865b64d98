namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>A path that is none is refused before it is sent: behind a chroot it would name a node beside that.</summary>
public sealed class WrongPathTests
{
    [Theory]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1:1/chroot")]
    public async Task It_begins_with_a_slash(string servers)
    {
        await using var client = new ZooKeeperClient(servers);

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => client.CreateAsync("a", null, CreateMode.Persistent));

        Assert.Contains("'a' does not begin with '/': write it from the root on, as '/a/b'", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateWithStatAsync("a", null, CreateMode.EphemeralSequential));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ExistsAsync("a"));
    }
}
