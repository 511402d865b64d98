using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ZkLockAttr.Hosting.Tests.Harness;
using ZkLockAttr.Testing;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Hosting.Tests.Lifetime;

/// <summary>Which locks services are given.</summary>
public sealed class RegistrationTests : HostTests
{
    [Fact(Timeout = Limit)]
    public async Task A_locked_method_locks_in_the_ensemble_of_the_configuration()
    {
        var builder = NewBuilder(("DistributedLocks:Root", "/app"));
        builder.Services.AddDistributedLocks();
        builder.Services.AddSingleton<Job>();
        var host = await StartAsync(builder);

        Assert.Equal("/app/job", await host.Services.GetRequiredService<Job>().RunAsync(CancellationToken.None));

        Assert.True(Server.Exists("/app/job"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_service_key_has_an_ensemble_and_a_section_of_its_own()
    {
        await using var european = ZooKeeperTestServer.Start();
        var builder = NewBuilder(("ConnectionStrings:eu", european.ConnectionString), ("DistributedLocks:eu:Root", "/eu"), ("DistributedLocks:Root", "/app"));
        builder.Services.AddDistributedLocks();
        builder.Services.AddKeyedDistributedLocks("eu");
        builder.Services.AddSingleton<Job>().AddSingleton<EuropeanJob>();
        var host = await StartAsync(builder);

        Assert.Equal("/eu/job", await host.Services.GetRequiredService<EuropeanJob>().RunAsync(CancellationToken.None));
        Assert.Equal("/app/job", await host.Services.GetRequiredService<Job>().RunAsync(CancellationToken.None));

        Assert.True(european.Exists("/eu/job"));
        Assert.True(Server.Exists("/app/job"));
        Assert.False(Server.Exists("/eu"));
    }

    [Fact(Timeout = Limit)]
    public async Task Code_has_the_last_word_over_the_configuration()
    {
        var builder = NewBuilder(("DistributedLocks:Root", "/configured"), ("DistributedLocks:SessionTimeout", "9s"));
        builder.Services.AddDistributedLocks(options => options.Root = "/coded");
        var host = await StartAsync(builder);

        await using var handle = await LocksOf(host).AcquireAsync("test");

        Assert.Equal("/coded/test", handle.Path);
    }

    [Fact(Timeout = Limit)]
    public async Task The_connection_string_may_have_another_name_or_come_from_code()
    {
        var builder = NewBuilder(("ConnectionStrings:ZooKeeper", null), ("ConnectionStrings:Locks", Server.ConnectionString + "/named"));
        builder.Services.AddDistributedLocks("Locks");
        builder.Services.AddKeyedDistributedLocks("eu", "Locks");
        builder.Services.AddKeyedDistributedLocks("us", options => options.ConnectionString = Server.ConnectionString + "/coded");
        var host = await StartAsync(builder);

        await using var named = await LocksOf(host).AcquireAsync("test");
        await using var coded = await host.Services.GetRequiredKeyedService<IDistributedLocks>("us").AcquireAsync("test");

        Assert.Equal("/named/locks/test", named.Path);
        Assert.Equal("/coded/locks/test", coded.Path);
        Assert.Same(host.Services.GetRequiredKeyedService<IDistributedLocks>("eu"), host.Services.GetRequiredKeyedService<IDistributedLocks>("eu"));
    }

    [Fact(Timeout = Limit)]
    public async Task Added_twice_they_are_the_same_locks_and_both_changes_count()
    {
        var builder = NewBuilder();
        builder.Services.AddDistributedLocks(options => options.Root = "/a");
        builder.Services.AddDistributedLocks(options => options.ApplicationName = "b");
        var host = await StartAsync(builder);

        await using var handle = await LocksOf(host).AcquireAsync("test");

        Assert.Equal("/a/test", handle.Path);
        Assert.Contains("process=b ", Description(handle), StringComparison.Ordinal);
        Assert.Single(Server.Sessions);
    }

    [Fact(Timeout = Limit)]
    public async Task The_name_of_the_connection_string_stays_when_locks_are_added_again_without_one()
    {
        var builder = NewBuilder(("ConnectionStrings:ZooKeeper", null), ("ConnectionStrings:Locks", Server.ConnectionString + "/named"));
        builder.Services.AddDistributedLocks("Locks");
        builder.Services.AddDistributedLocks();
        builder.Services.AddKeyedDistributedLocks("eu");
        builder.Services.AddKeyedDistributedLocks("eu", "Locks");
        builder.Services.AddKeyedDistributedLocks("eu", options => options.Root = "/eu");
        var host = await StartAsync(builder);

        await using var named = await LocksOf(host).AcquireAsync("test");
        await using var keyed = await host.Services.GetRequiredKeyedService<IDistributedLocks>("eu").AcquireAsync("test");

        Assert.Equal("/named/locks/test", named.Path);
        Assert.Equal("/named/eu/test", keyed.Path);
    }

    [Fact]
    public void A_connection_string_in_place_of_its_name_is_told_where_it_belongs()
    {
        var exception = Assert.Throws<ArgumentException>(() => NewBuilder().Services.AddDistributedLocks("host1:2181,host2:2181"));

        Assert.StartsWith(
            "'host1:2181,host2:2181' is no name of a connection string, but looks like one: set ConnectionStrings:ZooKeeper in the configuration, or ConnectionString in the callback.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Nodes_name_the_hosts_application()
    {
        var host = await StartAsync();

        await using var handle = await LocksOf(host).AcquireAsync("test");

        Assert.Contains("process=orders ", Description(handle), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Settings_alone_close_a_tree_of_locks_to_strangers()
    {
        var host = await StartAsync(
            ("DistributedLocks:Auth:0:User", "orders"), ("DistributedLocks:Auth:0:Password", "p"), ("DistributedLocks:Acl:0", "auth::cdrwa"));
        await using var handle = await LocksOf(host).AcquireAsync("test");
        await using var owner = new ZooKeeperClient(
            Server.ConnectionString, new ZooKeeperClientOptions { Auth = [ZooKeeperAuth.Digest("orders", "p")] });
        await using var stranger = new ZooKeeperClient(Server.ConnectionString);

        Assert.Single((await owner.GetChildrenAsync(handle.Path)).Children);
        await Assert.ThrowsAsync<ZooKeeperException>(() => stranger.GetChildrenAsync(handle.Path));
    }

    [Fact(Timeout = Limit)]
    public async Task Whoever_holds_a_lock_is_told_at_once_when_it_asks_again()
    {
        var host = await StartAsync();
        await using var handle = await LocksOf(host).AcquireAsync("test");

        await Assert.ThrowsAsync<LockRecursionException>(() => LocksOf(host).AcquireAsync("test").AsTask());
    }

    [Fact(Timeout = Limit)]
    public async Task Services_without_a_host_have_locks_too_and_may_be_disposed_either_way()
    {
        var services = new ServiceCollection();
        services.AddDistributedLocks(options => options.ConnectionString = Server.ConnectionString);
        await using (var provider = services.BuildServiceProvider())
        {
            await using var handle = await provider.GetRequiredService<IDistributedLocks>().AcquireAsync("test");
        }

        using (var provider = services.BuildServiceProvider())
        {
            await using var handle = await provider.GetRequiredService<IDistributedLocks>().AcquireAsync("test", TimeSpan.Zero);
        }

        await Server.WaitUntilAsync(server => server.Sessions.Count == 0);
    }

    [Fact(Timeout = Limit)]
    public async Task Static_methods_use_the_hosts_locks_on_request_only_and_to_its_end()
    {
        await StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => StaticJob.RunAsync(CancellationToken.None));

        var builder = NewBuilder();
        builder.Services.AddDistributedLocks().SetAsDefault();
        var host = await StartAsync(builder);
        Assert.Equal("/locks/static", await StaticJob.RunAsync(CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(builder: Another()));

        await host.StopAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => StaticJob.RunAsync(CancellationToken.None));

        HostApplicationBuilder Another()
        {
            var another = NewBuilder();
            another.Services.AddDistributedLocks().SetAsDefault();
            return another;
        }
    }

    [Theory]
    [InlineData("Root")]
    [InlineData("sessiontimeout")]
    [InlineData("a:b")]
    [InlineData(" ")]
    public void A_service_key_that_can_name_no_section_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => NewBuilder().Services.AddKeyedDistributedLocks(key));

    private string Description(LockHandle handle) =>
        Encoding.UTF8.GetString(Server.GetData($"{handle.Path}/{Assert.Single(Server.GetChildren(handle.Path))}")!);
}
