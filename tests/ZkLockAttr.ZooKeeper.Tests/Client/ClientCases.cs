using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>
/// What tests of the client have: a server, a proxy in front of it that makes faults, a node of their own, and clients that are disposed at the end.
/// </summary>
public abstract class ClientCases : IAsyncLifetime
{
    /// <summary>Against waiting for ever: far longer than any test takes.</summary>
    protected const int Limit = 60_000;

    private readonly List<ZooKeeperClient> _clients = [];

    protected ClientCases(ServerFixture fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        Server = fixture.Server;
        Proxy = FaultProxy.Start(Server);
        Observer = new ZooKeeperClient(Server.ConnectionString);
    }

    protected IZooKeeperUnderTest Server { get; }

    protected FaultProxy Proxy { get; }

    /// <summary>A client that no fault strikes.</summary>
    protected ZooKeeperClient Observer { get; }

    /// <summary>This test's own node.</summary>
    protected string Root { get; } = $"/test-{Guid.NewGuid():N}";

    public async Task InitializeAsync() => await Observer.CreateAsync(Root, null, CreateMode.Persistent);

    public async Task DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await Observer.DisposeAsync();
        await Proxy.DisposeAsync();
    }

    /// <summary>A client behind the proxy.</summary>
    protected ZooKeeperClient NewClient(string chroot = "", TimeSpan? sessionTimeout = null, int? maxInboundFrame = null) =>
        NewClientOf(Proxy.ConnectionString + chroot, sessionTimeout, maxInboundFrame);

    protected ZooKeeperClient NewClientOf(string connectionString, TimeSpan? sessionTimeout = null, int? maxInboundFrame = null)
    {
        var defaults = new ZooKeeperClientOptions();
        var client = new ZooKeeperClient(connectionString, new ZooKeeperClientOptions
        {
            SessionTimeout = sessionTimeout ?? TimeSpan.FromSeconds(10),
            MaxInboundFrame = maxInboundFrame ?? defaults.MaxInboundFrame,
        });
        _clients.Add(client);
        return client;
    }

    protected static async Task<ZooKeeperError> ErrorOf(Task task) => (await Assert.ThrowsAsync<ZooKeeperException>(() => task)).Error;

    /// <summary>A watch, and the event that it is told.</summary>
    protected static (Action<WatchEvent> Watch, Task<WatchEvent> Happened) NewWatch()
    {
        var happened = new TaskCompletionSource<WatchEvent>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A second event would throw, on a thread of the pool: loudly.
        return (happened.SetResult, happened.Task);
    }
}
