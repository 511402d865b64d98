using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Tests.Harness;

namespace ZkLockAttr.Hosting.Tests.Configuration;

/// <summary>What becomes of changes in the configuration while the process runs.</summary>
public sealed class ReloadTests : HostTests
{
    private const int Changed = 204;
    private const int ChangeIgnored = 205;
    private const int ChangeRefused = 206;

    [Theory(Timeout = Limit)]
    [InlineData("0", false)]
    [InlineData("32", true)]
    public async Task The_bounds_of_handing_over_change_while_locks_are_held(string limit, bool isHandedOver)
    {
        var host = await StartAsync(("DistributedLocks:HandOverLimit", isHandedOver ? "0" : "32"), ("DistributedLocks:HandOverTime", "10m"));
        var request = new LockRequest("test") { Options = LockOptions.HandOver };
        var holder = await await AskApartAsync(LocksOf(host), request);
        await using var others = new DistributedLocks(Server.ConnectionString);
        var other = others.AcquireAsync("test").AsTask();
        await Server.WaitUntilAsync(server => server.GetChildren("/locks/test").Count == 2);
        var next = await AskApartAsync(LocksOf(host), request);

        Change(host, ("DistributedLocks:HandOverLimit", limit));
        await holder.DisposeAsync();

        Assert.Same(isHandedOver ? next : other, await Task.WhenAny(next, other));
        Assert.Equal($"DistributedLocks:HandOverLimit is now '{limit}'.", Assert.Single(Log.Messages(Changed)));
    }

    [Fact(Timeout = Limit)]
    public async Task A_change_that_cannot_count_now_is_told_once_without_its_value()
    {
        var host = await StartAsync(("DistributedLocks:Auth:0:User", "u"), ("DistributedLocks:Auth:0:Password", "old"));

        Change(host, ("DistributedLocks:Auth:0:Password", "new"), ("ConnectionStrings:ZooKeeper", "elsewhere"));
        Change(host, ("Other", "x"));

        Assert.Equal(
            [
                "ConnectionStrings:ZooKeeper has changed, which counts only when the process is started again.",
                "DistributedLocks:Auth:0:Password has changed, which counts only when the process is started again.",
            ],
            Log.Messages(ChangeIgnored));
        Assert.Equal(LogLevel.Warning, Log.LevelOf(ChangeIgnored));
        await using var handle = await LocksOf(host).AcquireAsync("test");
        Assert.True(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_change_that_is_wrong_is_told_and_leaves_everything_as_it_was()
    {
        var host = await StartAsync(("DistributedLocks:HandOverLimit", "5"));
        var monitor = host.Services.GetRequiredService<IOptionsMonitor<HostedLocksOptions>>();

        Change(host, ("DistributedLocks:HandOverLimit", "many"));

        Assert.Contains("DistributedLocks:HandOverLimit: 'many' is no whole number.", Assert.Single(Log.Messages(ChangeRefused)), StringComparison.Ordinal);
        Assert.Equal(5, monitor.CurrentValue.HandOverLimit);

        Change(host, ("DistributedLocks:HandOverLimit", "7"));

        Assert.Equal(7, monitor.CurrentValue.HandOverLimit);
        Assert.Equal("DistributedLocks:HandOverLimit is now '7'.", Assert.Single(Log.Messages(Changed)));
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_told_of_a_change_is_what_counts_now()
    {
        var builder = NewBuilder(("DistributedLocks:HandOverLimit", "5"));
        builder.Services.AddDistributedLocks(options => options.HandOverTime = TimeSpan.FromSeconds(1));
        var host = await StartAsync(builder);

        Change(host, ("DistributedLocks:HandOverLimit", null), ("DistributedLocks:HandOverTime", "10ms"));

        Assert.Equal(
            ["DistributedLocks:HandOverLimit is now '32'.", "DistributedLocks:HandOverTime is now '00:00:01'."], Log.Messages(Changed));
    }

    [Fact(Timeout = Limit)]
    public async Task A_host_that_has_ended_follows_no_longer()
    {
        var host = await StartAsync();
        var configuration = host.Services.GetRequiredService<IConfiguration>();
        await ((IAsyncDisposable)host).DisposeAsync();

        Change(configuration, ("DistributedLocks:HandOverLimit", "7"));

        Assert.Empty(Log.Messages(Changed));
    }

    private static void Change(IHost host, params (string Key, string? Value)[] settings) =>
        Change(host.Services.GetRequiredService<IConfiguration>(), settings);

    private static void Change(IConfiguration configuration, params (string Key, string? Value)[] settings)
    {
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        ((IConfigurationRoot)configuration).Reload();
    }
}
