using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkLockAttr.Hosting.Tests.Harness;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Hosting.Tests.Lifetime;

/// <summary>What the start of a host waits for.</summary>
public sealed class StartTests : HostTests
{
    private const int NotOpen = 201;

    [Fact(Timeout = Limit)]
    public async Task The_session_is_open_when_the_host_has_started()
    {
        await StartAsync();

        Assert.Single(Server.Sessions);
        Assert.Empty(Log.Messages(NotOpen));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_an_ensemble_the_host_starts_with_a_warning_and_has_locks_when_there_is_one()
    {
        Server.StopEndpoint(0);

        var host = await StartAsync(("DistributedLocks:OpenTimeout", "500ms"));

        var warning = Assert.Single(Log.Messages(NotOpen));
        Assert.Equal(LogLevel.Warning, Log.LevelOf(NotOpen));
        Assert.StartsWith("DistributedLocks: no session with ZooKeeper within 00:00:00.5000000; ", warning, StringComparison.Ordinal);
        Assert.Contains($"{Server.Endpoints[0]}: Connection refused", warning, StringComparison.Ordinal);
        Server.StartEndpoint(0);
        await using var handle = await LocksOf(host).AcquireAsync("test");
        Assert.True(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_an_ensemble_a_host_that_requires_one_does_not_start_and_says_why()
    {
        Server.StopEndpoint(0);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => StartAsync(("DistributedLocks:OpenTimeout", "500ms"), ("DistributedLocks:RequireAtStart", "true")));

        Assert.StartsWith("No session with ZooKeeper within 00:00:00.5000000 (DistributedLocks:OpenTimeout); ", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{Server.Endpoints[0]}: Connection refused", exception.Message, StringComparison.Ordinal);
        Assert.Contains("DistributedLocks:RequireAtStart is true", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_start_that_shall_not_wait_does_not_and_does_not_warn()
    {
        using var silence = Server.Faults.HoldRequests(_ => true);

        await StartAsync(("DistributedLocks:OpenTimeout", "0s"));

        Assert.Empty(Log.Messages(NotOpen));
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_takes_the_session_and_answers_nothing_is_no_open_session()
    {
        using var silence = Server.Faults.HoldRequests(message => message.Operation == ServerOperation.Exists);

        await StartAsync(("DistributedLocks:OpenTimeout", "100ms"));

        Assert.Single(Log.Messages(NotOpen));
    }

    [Fact(Timeout = Limit)]
    public async Task A_connection_that_is_lost_while_opening_is_made_again()
    {
        Server.Faults.DropBeforeApply(message => message.Operation == ServerOperation.Exists);

        await StartAsync(("DistributedLocks:RequireAtStart", "true"));

        Assert.True(Server.Statistics.AcceptedConnections >= 2);
    }

    [Fact(Timeout = Limit)]
    public async Task All_ensembles_are_opened()
    {
        await using var european = ZooKeeperTestServer.Start();
        var builder = NewBuilder(("ConnectionStrings:eu", european.ConnectionString));
        builder.Services.AddDistributedLocks();
        builder.Services.AddKeyedDistributedLocks("eu");

        await StartAsync(builder);

        Assert.Single(Server.Sessions);
        Assert.Single(european.Sessions);
    }
}
