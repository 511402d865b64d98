using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Tests.Harness;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Hosting.Tests.Lifetime;

/// <summary>What the health check says.</summary>
public sealed class HealthTests : HostTests
{
    private const int Disconnected = 2;
    private const int SessionExpired = 3;
    private const string Refused = "Connection refused";

    [Fact(Timeout = Limit)]
    public async Task A_session_that_is_served_is_healthy()
    {
        var host = await StartWithCheckAsync();
        await using var handle = await LocksOf(host).AcquireAsync("test");

        var (status, description, data) = await CheckAsync(host);

        Assert.Equal(HealthStatus.Healthy, status);
        Assert.Equal($"The session is served by {Server.Endpoints[0]}.", description);
        Assert.Equal($"0x{Assert.Single(Server.Sessions):x}", data["session"]);
        Assert.Equal(["test"], Assert.IsAssignableFrom<IEnumerable<string>>(data["held"]));
        Assert.Equal(0, data["waiting"]);
        Assert.InRange((TimeSpan)data["leaseLeft"], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_connection_is_degraded_while_callers_wait_and_names_servers_and_what_is_left_of_the_lease()
    {
        var host = await StartWithCheckAsync(("DistributedLocks:ConnectTimeout", "10m"));
        await using var handle = await LocksOf(host).AcquireAsync("test");
        await LoseServerAsync();

        var (status, description, data) = await CheckAsync(host);

        Assert.Equal(HealthStatus.Degraded, status);
        Assert.Matches(@"^The connection is lost; another is being made, for [\d.]+ s \(since \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\); ", description);
        Assert.Contains($"{Server.Endpoints[0]}: ", description, StringComparison.Ordinal);
        Assert.Matches(@" What is held is surely held for [\d.]+ s\.$", description);
        Assert.True((TimeSpan)data["leaseLeft"] > TimeSpan.Zero);
        Assert.True((TimeSpan)data["unservedFor"] >= TimeSpan.Zero);
    }

    [Fact(Timeout = Limit)]
    public async Task An_outage_that_callers_are_told_of_is_unhealthy()
    {
        var host = await StartWithCheckAsync(("DistributedLocks:ConnectTimeout", "1ms"));
        await LoseServerAsync();

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => LocksOf(host).AcquireAsync("test").AsTask());
        var (status, description, _) = await CheckAsync(host);

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.Contains(Refused, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{Server.Endpoints[0]}: {Refused}", description, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Before_there_was_a_session_it_says_so()
    {
        Server.StopEndpoint(0);
        var host = await StartWithCheckAsync(("DistributedLocks:OpenTimeout", "50ms"), ("DistributedLocks:ConnectTimeout", "10m"));
        await Log.WaitForAsync(Disconnected, Refused);

        var (status, description, data) = await CheckAsync(host);

        Assert.Equal(HealthStatus.Degraded, status);
        Assert.StartsWith("There is no session yet; it is being opened, for ", description, StringComparison.Ordinal);
        Assert.Contains(Refused, (string)data["failures"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_expired_session_is_unhealthy_until_another_is_served()
    {
        var host = await StartWithCheckAsync();
        using (Server.Faults.HoldRequests(message => message.Operation == ServerOperation.Ping))
        {
            Server.ExpireAllSessions();
            await Log.WaitForAsync(SessionExpired);

            var (status, description, _) = await CheckAsync(host);

            Assert.Equal(HealthStatus.Unhealthy, status);
            Assert.StartsWith("The session has expired, and its locks are gone; a new one is being opened, for ", description, StringComparison.Ordinal);
        }

        await using var handle = await LocksOf(host).AcquireAsync("test");
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task A_host_that_stops_is_unhealthy()
    {
        var host = await StartWithCheckAsync();
        var handle = await LocksOf(host).AcquireAsync("test");
        var stopping = host.StopAsync();

        var (status, description, _) = await CheckAsync(host);

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.Equal("This process is stopping and takes no more locks.", description);
        await handle.DisposeAsync();
        await stopping;
    }

    [Fact(Timeout = Limit)]
    public async Task Each_key_has_a_check_of_its_own_and_failure_is_what_was_asked_for()
    {
        Server.StopEndpoint(0);
        await using var european = ZooKeeperTestServer.Start();
        var builder = NewBuilder(
            ("ConnectionStrings:eu", european.ConnectionString), ("DistributedLocks:OpenTimeout", "50ms"), ("DistributedLocks:ConnectTimeout", "1ms"));
        builder.Services.AddDistributedLocks();
        builder.Services.AddKeyedDistributedLocks("eu");
        builder.Services.AddHealthChecks()
            .AddDistributedLocks(failureStatus: HealthStatus.Degraded, tags: ["ready"])
            .AddDistributedLocks("eu")
            .AddDistributedLocks("eu", name: "europe");
        var host = await StartAsync(builder);

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Degraded, report.Entries["distributed-locks"].Status);
        Assert.Equal(["ready"], report.Entries["distributed-locks"].Tags);
        Assert.Equal(HealthStatus.Healthy, report.Entries["distributed-locks-eu"].Status);
        Assert.Equal(HealthStatus.Healthy, report.Entries["europe"].Status);
    }

    [Theory(Timeout = Limit)]
    [InlineData(null, "distributed-locks", "AddDistributedLocks()")]
    [InlineData("us", "distributed-locks-us", "AddKeyedDistributedLocks(\"us\")")]
    public async Task A_check_of_locks_that_were_not_added_says_how_to_add_them(string? serviceKey, string check, string call)
    {
        var builder = NewBuilder(("ConnectionStrings:eu", Server.ConnectionString));
        builder.Services.AddKeyedDistributedLocks("eu");
        builder.Services.AddHealthChecks().AddDistributedLocks(serviceKey);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(builder));

        Assert.Equal($"The health check '{check}' is of locks that were not added: call services.{call}.", Assert.Single(exception.Failures));
    }

    private Task<IHost> StartWithCheckAsync(params (string Key, string? Value)[] settings)
    {
        var builder = NewBuilder(settings);
        builder.Services.AddDistributedLocks();
        builder.Services.AddHealthChecks().AddDistributedLocks();
        return StartAsync(builder);
    }

    private async Task LoseServerAsync()
    {
        Server.StopEndpoint(0);
        await Log.WaitForAsync(Disconnected, Refused);
    }

    private static async Task<(HealthStatus Status, string Description, IReadOnlyDictionary<string, object> Data)> CheckAsync(IHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        var entry = Assert.Single(report.Entries).Value;
        return (entry.Status, entry.Description!, entry.Data);
    }
}
