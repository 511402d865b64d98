using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Tests.Harness;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Hosting.Tests.Lifetime;

/// <summary>Locks for development, from a server inside the process.</summary>
public sealed class InProcessServerTests : HostTests
{
    private const int InUse = 301;

    [Fact(Timeout = Limit)]
    public async Task In_development_a_host_may_have_a_server_of_its_own_and_warns_of_it()
    {
        var builder = NewBuilder(("ConnectionStrings:ZooKeeper", null));
        builder.Environment.EnvironmentName = Environments.Development;
        builder.Services.AddDistributedLocks().UseInProcessServer();
        var host = await StartAsync(builder);

        await using (var handle = await LocksOf(host).AcquireAsync("test"))
        {
            Assert.True(handle.IsHeld);
        }

        builder.Configuration["DistributedLocks:HandOverLimit"] = "5";
        ((IConfigurationRoot)builder.Configuration).Reload();
        var warning = Assert.Single(Log.Messages(InUse));
        Assert.Equal(LogLevel.Warning, Log.LevelOf(InUse));
        Assert.Contains("no other machine sees them", warning, StringComparison.Ordinal);
        Assert.Equal(0, Server.Statistics.AcceptedConnections);
    }

    [Fact(Timeout = Limit)]
    public async Task Several_hosts_may_share_a_server()
    {
        await using var shared = ZooKeeperTestServer.Start();
        var first = await StartAsync(shared, Environments.Development);
        var second = await StartAsync(shared, Environments.Development);

        await using var handle = await LocksOf(first).AcquireAsync("test");

        Assert.Null(await LocksOf(second).TryAcquireAsync("test"));
        Assert.Equal(2, shared.Sessions.Count);
    }

    [Fact(Timeout = Limit)]
    public async Task Elsewhere_the_host_does_not_start()
    {
        await using var shared = ZooKeeperTestServer.Start();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(shared, Environments.Production));

        Assert.Equal(
            "UseInProcessServer() is for the environment Development: the locks of such a server are seen by no other machine. "
            + "Write if (builder.Environment.IsDevelopment()) before it, and give the connection string of an ensemble for everything else.",
            Assert.Single(exception.Failures));
        Assert.Equal(0, shared.Statistics.AcceptedConnections);
    }

    private Task<IHost> StartAsync(ZooKeeperTestServer server, string environment)
    {
        var builder = NewBuilder();
        builder.Environment.EnvironmentName = environment;
        builder.Services.AddDistributedLocks().UseInProcessServer(server);
        return StartAsync(builder);
    }

    [Fact(Timeout = Limit)]
    public async Task A_test_can_say_who_holds_a_lock_by_the_locks_of_a_host()
    {
        var locks = LocksOf(await StartAsync());
        var others = LocksOf(await StartAsync());
        await using var handle = await locks.AcquireAsync("test");
        await using var other = await others.AcquireAsync("other");

        Server.Locks.AssertHeld("test", by: locks);
        Assert.Throws<LockAssertionException>(() => Server.Locks.AssertHeld("test", by: others));

        Server.ExpireSessionOf(locks);
        await Server.Locks.WaitUntilFreeAsync("test");
        Assert.True(await other.ValidateAsync());
    }
}
