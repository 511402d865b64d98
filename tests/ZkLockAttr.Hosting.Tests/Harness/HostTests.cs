using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Hosting.Tests.Harness;

/// <summary>Real hosts on an in-process server. Whatever a test starts ends with it.</summary>
public abstract class HostTests : IAsyncLifetime
{
    protected const int Limit = 60_000;

    private readonly List<IHost> _hosts = [];

    protected ZooKeeperTestServer Server { get; } = ZooKeeperTestServer.Start();

    private protected LogRecorder Log { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    /// <summary>A host that knows the server as <c>ConnectionStrings:ZooKeeper</c>, and these settings.</summary>
    protected HostApplicationBuilder NewBuilder(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "orders" });
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("ConnectionStrings:ZooKeeper", (string?)Server.ConnectionString)]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        return builder;
    }

    protected IHost Build(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        _hosts.Add(host);
        return host;
    }

    protected async Task<IHost> StartAsync(HostApplicationBuilder builder)
    {
        var host = Build(builder);
        await host.StartAsync();
        return host;
    }

    /// <summary>A started host with locks and these settings.</summary>
    protected Task<IHost> StartAsync(params (string Key, string? Value)[] settings)
    {
        var builder = NewBuilder(settings);
        builder.Services.AddDistributedLocks();
        return StartAsync(builder);
    }

    /// <summary>Asks as another caller of the process does: in a flow of its own. When this is completed, the caller waits, or has the lock.</summary>
    protected static Task<Task<LockHandle>> AskApartAsync(IDistributedLocks locks, LockRequest request) => Task.Factory.StartNew(
        () => locks.AcquireAsync(request).AsTask(), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);

    protected static IDistributedLocks LocksOf(IHost host) => host.Services.GetRequiredService<IDistributedLocks>();
}
