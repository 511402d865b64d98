namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>What no server would take is refused before it is sent.</summary>
public sealed class TooLargeTests
{
    private const int MaxData = (1024 * 1024) - 1 - (64 * 1024);

    // Nobody listens there: were anything sent, it would wait.
    private const string Nowhere = "127.0.0.1:1/chroot";

    [Theory]
    [InlineData(MaxData + 1)]
    [InlineData(64 * 1024 * 1024)]
    public async Task Data(int length)
    {
        await using var client = new ZooKeeperClient(Nowhere);
        var data = new byte[length];

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => client.CreateAsync("/a", data, CreateMode.Persistent));

        Assert.Contains($"{length} bytes", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateWithStatAsync("/a", data, CreateMode.Persistent));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SetDataAsync("/a", data));
    }

    [Theory]
    [InlineData(61_440)]
    [InlineData(10_000_000)]
    public async Task Paths(int length)
    {
        await using var client = new ZooKeeperClient(Nowhere);
        var path = "/" + new string('x', length - 1);

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => client.ExistsAsync(path));

        Assert.Contains($"{length + "/chroot".Length} bytes", exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Length, 1, 300);
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetChildrenAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateAsync(path, null, CreateMode.Persistent));
    }
}
