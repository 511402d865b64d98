using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ZkLockAttr.Testing;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>Hosts with several addresses, and addresses of the new kind.</summary>
public sealed class AddressTests
{
    private const int Limit = 60_000;

    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Third = IPAddress.Parse("127.0.0.3");

    private static readonly DistributedLocksOptions Options = new() { SessionTimeout = TimeSpan.FromSeconds(8) };

    [Fact(Timeout = Limit)]
    public async Task Of_several_addresses_of_a_host_each_is_tried()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = NewLocks(server.Endpoints[0].Port, _ => [Second, Third, IPAddress.Loopback]);

        await using var handle = await locks.AcquireAsync("test");

        Assert.True(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task Addresses_that_swallow_everything_leave_time_for_the_others()
    {
        await using var server = ZooKeeperTestServer.Start();
        var port = server.Endpoints[0].Port;
        using var hole = await BlackHole.OpenAsync(new IPEndPoint(Second, port));
        using var anotherHole = await BlackHole.OpenAsync(new IPEndPoint(Third, port));
        await using var locks = NewLocks(port, _ => [Second, Third, IPAddress.Loopback], Options with { ConnectTimeout = TimeSpan.FromSeconds(6) });

        await using var handle = await locks.AcquireAsync("test");

        Assert.True(handle.IsHeld);
    }

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposal_ends_an_attempt_that_nobody_answers(bool isConnected)
    {
        var accepted = new TaskCompletionSource();
        await using var silent = ScriptedServer.Start(connection =>
        {
            accepted.SetResult();
            return ServerScript.ReadToEndAsync(connection);
        });
        using var hole = await BlackHole.OpenAsync(new IPEndPoint(Second, 0));
        var asked = new TaskCompletionSource();
        var patient = new DistributedLocksOptions
        {
            SessionTimeout = TimeSpan.FromHours(1),
            ConnectTimeout = TimeSpan.FromHours(1),
            Tls = isConnected ? new() : null,
        };
        var locks = new DistributedLocks($"many.test:{(isConnected ? silent.Endpoint : hole.Endpoint).Port}", patient, LeaseClock.ForThisMachine(), _ =>
        {
            asked.TrySetResult();
            return [isConnected ? IPAddress.Loopback : Second];
        });
        var waiting = locks.AcquireAsync("test").AsTask();
        await (isConnected ? accepted.Task : asked.Task);

        await locks.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact(Timeout = Limit)]
    public async Task Each_address_is_named_with_its_reason()
    {
        await using var silent = ScriptedServer.Start(ServerScript.ReadToEndAsync, Second);
        var port = silent.Endpoint.Port;
        await using var closing = ScriptedServer.Start(ServerScript.ReadFrameAsync, Third, port);
        await using var locks = NewLocks(port, _ => [IPAddress.Loopback, Second, Third], Options with { ConnectTimeout = TimeSpan.FromSeconds(3) });

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync("test").AsTask());

        Assert.Contains($"many.test:{port} (127.0.0.1): Connection refused", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"many.test:{port} (127.0.0.2): no answer for 1 s", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"many.test:{port} (127.0.0.3): it closed the connection before it answered", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_host_is_looked_up_again_each_time()
    {
        await using var server = ZooKeeperTestServer.Start();
        var lookUps = 0;
        await using var locks = NewLocks(server.Endpoints[0].Port, _ => Interlocked.Increment(ref lookUps) switch
        {
            1 => throw new SocketException((int)SocketError.TryAgain),
            2 => [],
            3 => [Second],
            _ => [IPAddress.Loopback],
        });

        await using var handle = await locks.AcquireAsync("test");

        Assert.Equal(4, lookUps);
    }

    [Fact(Timeout = Limit)]
    public async Task A_host_that_nobody_knows_is_named_and_does_not_keep_from_the_others()
    {
        await using var server = ZooKeeperTestServer.Start();
        var asked = new ConcurrentQueue<string>();
        await using var locks = new DistributedLocks(
            $"nobody.test:1,{server.ConnectionString}", Options, LeaseClock.ForThisMachine(), host =>
            {
                asked.Enqueue(host);
                throw new SocketException((int)SocketError.HostNotFound);
            });

        await using var handle = await locks.AcquireAsync("test");

        Assert.True(handle.IsHeld);
        Assert.DoesNotContain(asked, host => host != "nobody.test");
    }

    [Fact(Timeout = Limit)]
    public async Task A_host_that_nobody_knows_is_told()
    {
        await using var locks = NewLocks(
            2181, _ => throw new SocketException((int)SocketError.HostNotFound), Options with { ConnectTimeout = TimeSpan.FromSeconds(1) });

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync("test").AsTask());

        Assert.EndsWith($"many.test:2181: {new SocketException((int)SocketError.HostNotFound).Message}", exception.Message, StringComparison.Ordinal);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_server_on_IPv6_is_reached()
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { Address = IPAddress.IPv6Loopback });
        await using var locks = new DistributedLocks($"[::1]:{server.Port}", Options);

        await using var handle = await locks.AcquireAsync("test");

        Assert.True(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task An_IPv6_server_is_named_in_brackets()
    {
        await using var server = ScriptedServer.Start(_ => Task.CompletedTask, IPAddress.IPv6Loopback);

        Assert.NotEmpty(await Unavailable.ReasonAsync($"[::1]:{server.Endpoint.Port}", Options));
    }

    private static DistributedLocks NewLocks(int port, Func<string, IPAddress[]> lookUp, DistributedLocksOptions? options = null) =>
        new($"many.test:{port}", options ?? Options, LeaseClock.ForThisMachine(), lookUp);
}
