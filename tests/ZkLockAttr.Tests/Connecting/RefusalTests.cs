using ZkLockAttr.Testing;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>Servers that do not serve, each in its way: the next one is tried, and in the end each is named with its reason.</summary>
public sealed class RefusalTests
{
    private const int Limit = 60_000;

    private static readonly DistributedLocksOptions Options = new() { SessionTimeout = TimeSpan.FromSeconds(8) };

    private static readonly Dictionary<string, (Func<Stream, Task> Serve, string Reason)> Servers = new()
    {
        ["speaks HTTP"] = (
            connection => connection.WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray()).AsTask(),
            "it speaks HTTP: this is no port of a ZooKeeper server"),
        ["speaks TLS"] = (
            connection => connection.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, 70 }).AsTask(),
            "it speaks TLS: set the option Tls, or use the port that speaks plain"),
        ["speaks something else"] = (
            connection => connection.WriteAsync("SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray()).AsTask(),
            "it does not speak ZooKeeper's protocol: A frame of 1397966893 bytes; at most 16777216 are accepted."),
        ["says nothing"] = (ServerScript.ReadToEndAsync, "no answer for 1 s"),
        ["closes without a word"] = (ServerScript.ReadFrameAsync, "it closed the connection before it answered: "),
        ["is read-only"] = (
            async connection =>
            {
                await ServerScript.AcceptSessionAsync(connection, readOnly: true);
                await ServerScript.ReadToEndAsync(connection);
            },
            "it is read-only: it has lost its quorum"),
        ["refuses the session"] = (
            async connection =>
            {
                await ServerScript.ReadFrameAsync(connection);
                await ServerScript.SendFrameAsync(connection, writer => new ConnectResponse(0, 0, new byte[16], false).Write(writer));
            },
            "it refused a new session"),
        ["demands SASL"] = (
            connection => ServerScript.RefuseAllAsync(connection, ZooKeeperError.SessionClosedRequireAuth),
            "it demands another authentication than it was shown (the option Auth; SASL is not supported)"),
        ["takes the session and closes"] = (connection => ServerScript.AcceptSessionAsync(connection), "it closed the connection"),
        ["answers what was not asked"] = (
            async connection =>
            {
                await ServerScript.AcceptSessionAsync(connection);
                await ServerScript.SendFrameAsync(connection, writer => new ReplyHeader(4711, 1, ZooKeeperError.Ok).Write(writer));
                await ServerScript.ReadToEndAsync(connection);
            },
            "it does not speak ZooKeeper's protocol: An answer to request 4711, which is not the oldest."),
        ["answers an authentication that was not sent"] = (
            async connection =>
            {
                await ServerScript.AcceptSessionAsync(connection);
                await ServerScript.SendFrameAsync(connection, writer => new ReplyHeader(-4, 0, ZooKeeperError.Ok).Write(writer));
                await ServerScript.ReadToEndAsync(connection);
            },
            "it does not speak ZooKeeper's protocol: An answer to an authentication that was not sent."),
    };

    public static TheoryData<string> Kinds => [.. Servers.Keys];

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Kinds))]
    public async Task A_server_of_no_use_is_named_with_the_reason(string kind)
    {
        await using var server = ScriptedServer.Start(Servers[kind].Serve);

        var reason = await Unavailable.ReasonAsync(server.ConnectionString, Options with { ConnectTimeout = TimeSpan.FromSeconds(1.5) });

        Assert.StartsWith(Servers[kind].Reason, reason, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Kinds))]
    public async Task A_server_of_no_use_does_not_keep_from_the_next(string kind)
    {
        await using var bad = ScriptedServer.Start(Servers[kind].Serve);
        await using var good = ZooKeeperTestServer.Start();

        // Where they begin is drawn at random: with some luck at the bad one.
        for (var i = 0; i < 4; i++)
        {
            await using var locks = new DistributedLocks($"{bad.ConnectionString},{good.ConnectionString}", Options);
            await using var handle = await locks.AcquireAsync("test");
            Assert.True(handle.IsHeld);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Of_several_servers_each_is_named()
    {
        var servers = Servers.Values.Select(server => (ScriptedServer.Start(server.Serve), server.Reason)).ToList();
        var everyone = string.Join(',', servers.Select(server => server.Item1.ConnectionString));

        // With pauses between attempts that grow up to a second.
        var message = await Unavailable.MessageAsync(everyone, Options with { ConnectTimeout = TimeSpan.FromSeconds(10) });

        foreach (var (server, reason) in servers)
        {
            Assert.Contains($"{server.ConnectionString}: {reason}", message, StringComparison.Ordinal);
            await server.DisposeAsync();
        }
    }

    [Fact(Timeout = Limit)]
    public async Task An_ensemble_that_knows_less_than_the_session_has_seen_gets_a_new_session_in_the_end()
    {
        // One that has seen much answers once, and is not there any more.
        const long FarAhead = 1L << 60;
        var connections = 0;
        await using var ahead = ScriptedServer.Start(async connection =>
        {
            if (Interlocked.Increment(ref connections) == 1)
            {
                await ServerScript.AcceptSessionAsync(connection, timeoutMs: 1000);
                await ServerScript.ReadFrameAsync(connection);
                await ServerScript.SendFrameAsync(connection, writer => new ReplyHeader(1, FarAhead, ZooKeeperError.NoNode).Write(writer));
            }
        });
        await using var behind = ZooKeeperTestServer.Start();

        // Beginning at the first: the order is drawn at random.
        do
        {
            connections = 0;
            await using var locks = new DistributedLocks($"{ahead.ConnectionString},{behind.ConnectionString}", Options);
            await using var handle = await locks.AcquireAsync("test");
            Assert.True(handle.IsHeld);
        }
        while (connections == 0);
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_too_old_for_containers_is_told()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await ServerScript.AcceptSessionAsync(connection);
            while (await ServerScript.ReadFrameAsync(connection) is { } request)
            {
                // It knows no createContainer (19), has no nodes, and so only sync (9) succeeds.
                var error = request[7] switch { 19 => ZooKeeperError.Unimplemented, 9 => ZooKeeperError.Ok, _ => ZooKeeperError.NoNode };
                await ServerScript.SendFrameAsync(connection, writer => new ReplyHeader(request[3], 1, error).Write(writer));
                if (error == ZooKeeperError.Unimplemented)
                {
                    return;
                }
            }
        });

        var message = await Unavailable.MessageAsync(server.ConnectionString, Options);

        Assert.Contains(
            "the server does not know the kind of node to be made below '/' (Unimplemented). Before ZooKeeper 3.5 there are no containers: set the option PersistentParents.",
            message,
            StringComparison.Ordinal);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_server_that_takes_no_more_connections_from_here_is_told()
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { Settings = ["maxClientCnxns=1"] });
        await using var first = new ZooKeeperClient(server.ConnectionString);
        await first.ExistsAsync("/");

        var reason = await Unavailable.ReasonAsync(server.ConnectionString, Options);

        Assert.Contains(" before it answered: it may be starting, be without a quorum, ", reason, StringComparison.Ordinal);
        Assert.Contains("take no more connections from here (maxClientCnxns)", reason, StringComparison.Ordinal);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_server_that_demands_authentication_is_told_and_served_by_showing_it()
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { Settings = ["enforce.auth.enabled=true", "enforce.auth.schemes=digest"] });

        Assert.StartsWith("it demands another authentication", await Unavailable.ReasonAsync(server.ConnectionString, Options), StringComparison.Ordinal);

        await using var locks = new DistributedLocks(server.ConnectionString, Options with { Auth = [ZooKeeperAuth.Digest("bob", "secret")] });
        await using var handle = await locks.AcquireAsync("test");
        Assert.True(handle.IsHeld);
    }

    [RealZooKeeperTheory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Local_sessions_are_upgraded_or_told(bool upgrades)
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions
        {
            IsEnsemble = true,
            Settings = ["localSessionsEnabled=true", $"localSessionsUpgradingEnabled={(upgrades ? "true" : "false")}"],
        });
        await using var locks = new DistributedLocks(server.ConnectionString, Options);
        if (upgrades)
        {
            await using var handle = await locks.AcquireAsync("test");
            Assert.True(await handle.ValidateAsync());
        }
        else
        {
            var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync("test").AsTask());
            Assert.Contains("Set localSessionsUpgradingEnabled=true on all of them.", exception.Message, StringComparison.Ordinal);
        }
    }
}
