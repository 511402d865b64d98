using System.Net.Security;
using ZkLockAttr.TestServers;
using ZkLockAttr.TestServers.Tls;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>TLS with a real ZooKeeper, which demands a certificate of its clients, and with servers that one must not speak to.</summary>
public sealed class TlsTests(TlsServerFixture fixture) : IClassFixture<TlsServerFixture>
{
    private const int Limit = 60_000;

    [RealZooKeeperTheory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Locks_are_taken_over_TLS(bool isTls13)
    {
        await using var server = await LaunchAsync(isTls13);
        await using var locks = new DistributedLocks($"localhost:{server.SecurePort}", fixture.Options(fixture.Client));
        await using var others = new DistributedLocks($"localhost:{server.SecurePort}", fixture.Options(fixture.Client));

        await using var handle = await locks.AcquireAsync("test");

        Assert.True(await handle.ValidateAsync());
        Assert.Null(await others.TryAcquireAsync("test"));
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task Many_callers_share_one_connection_with_TLS()
    {
        await using var locks = new DistributedLocks(fixture.ConnectionString, fixture.Options(fixture.Client));

        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await using var handle = await locks.AcquireAsync($"many/{caller}/{i}");
                Assert.True(handle.IsHeld);
            }
        })));
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task Disposal_closes_the_session_over_TLS()
    {
        await using var others = new DistributedLocks(fixture.ConnectionString, fixture.Options(fixture.Client));
        var locks = new DistributedLocks(fixture.ConnectionString, fixture.Options(fixture.Client));
        var handle = await locks.AcquireAsync("disposed");

        await locks.DisposeAsync();

        Assert.False(handle.IsHeld);
        await using var next = await others.TryAcquireAsync("disposed");
        Assert.NotNull(next);
    }

    [RealZooKeeperFact]
    public void A_starved_thread_pool_does_not_stop_TLS()
    {
        var locks = new DistributedLocks(fixture.ConnectionString, fixture.Options(fixture.Client));
        var release = new ManualResetEventSlim(); // not disposed: some of the work items begin only when the test is over
        for (var i = 0; i < 100; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => release.Wait(), null);
        }

        try
        {
            using (var handle = locks.Acquire("starved"))
            {
                Assert.True(handle.IsHeld);
            }

            locks.Acquire("starved").Dispose();
        }
        finally
        {
            release.Set();
            locks.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    [RealZooKeeperTheory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_shows_no_certificate_where_one_is_needed_is_told_so(bool isTls13)
    {
        await using var server = await LaunchAsync(isTls13);

        var reason = await ReasonAsync($"127.0.0.1:{server.SecurePort}", fixture.Options(client: null));

        Assert.StartsWith("it does not accept our certificate, or that there is none (", reason, StringComparison.Ordinal);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_client_whose_certificate_the_server_does_not_trust_is_told_so()
    {
        using var stranger = new TestAuthority("Stranger");
        using var certificate = stranger.Issue("CN=client");

        var reason = await ReasonAsync(fixture.ConnectionString, fixture.Options(certificate));

        Assert.StartsWith("it does not accept our certificate, or that there is none (", reason, StringComparison.Ordinal);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task TLS_on_a_plain_port_is_told() => Assert.Equal(
        "it ended the connection in the TLS handshake: it may speak plain on this port",
        await ReasonAsync($"127.0.0.1:{fixture.Server.Port}", fixture.Options(fixture.Client)));

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task Plain_on_a_port_for_TLS_is_told() => Assert.Equal(
        "it closed the connection before it answered: it may be starting, be without a quorum, be behind what the session has seen, "
        + "take no more connections from here (maxClientCnxns), or speak TLS on this port",
        await ReasonAsync(fixture.ConnectionString, fixture.Options(fixture.Client) with { Tls = null }));

    [Theory(Timeout = Limit)]
    [InlineData("127.0.0.1", false, true, "its certificate is not trusted: nobody whom this process trusts has issued it")]
    [InlineData("elsewhere", false, false, "its certificate does not hold for '127.0.0.1'")]
    [InlineData("127.0.0.2", false, false, "its certificate does not hold for '127.0.0.1'")]
    [InlineData("127.0.0.1", true, false, "its certificate is not trusted: it has expired, or is not valid yet")]
    public async Task A_server_whose_certificate_does_not_hold_is_not_spoken_to(string name, bool expired, bool isStranger, string expected)
    {
        using var stranger = new TestAuthority("Stranger");
        using var certificate = (isStranger ? stranger : fixture.Authority).Issue("CN=server", [name], expired);
        var heard = 0;
        await using var server = ScriptedServer.Start(async connection =>
        {
            await using var tls = new SslStream(connection);
            await tls.AuthenticateAsServerAsync(certificate);
            Interlocked.Add(ref heard, await tls.ReadAsync(new byte[1]));
        });

        var reason = await ReasonAsync(server.ConnectionString, fixture.Options(client: null));

        Assert.Equal(expected, reason);
        Assert.Equal(0, heard);
    }

    [Theory(Timeout = Limit)]
    [InlineData(false, "TLS failed: The remote certificate was rejected by the provided RemoteCertificateValidationCallback.")]
    [InlineData(true, "TLS failed: mine")]
    public async Task Who_validates_for_himself_decides(bool throws, string expected)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await using var tls = new SslStream(connection);
            await tls.AuthenticateAsServerAsync(fixture.ServerCertificate);
            await ServerScript.ReadToEndAsync(tls);
        });
        var options = fixture.Options(client: null);
        var thread = "";
        options.Tls!.RemoteCertificateValidationCallback = (_, _, _, _) =>
        {
            thread = Thread.CurrentThread.Name;
            return throws ? throw new InvalidOperationException("mine") : false;
        };

        var reason = await ReasonAsync(server.ConnectionString, options);

        Assert.Equal(expected, reason);

        // TLS has no thread but the session's own.
        Assert.Equal("ZooKeeper receiver", thread);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task The_name_that_the_certificate_must_hold_for_can_be_set()
    {
        using var certificate = fixture.Authority.Issue("CN=server", ["zookeeper.example"]);
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { Tls = fixture.Tls with { Certificate = certificate } });
        var options = fixture.Options(fixture.Client);
        options.Tls!.TargetHost = "zookeeper.example";
        await using var locks = new DistributedLocks($"127.0.0.1:{server.SecurePort}", options);

        await using var handle = await locks.AcquireAsync("test");

        Assert.True(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_begins_TLS_and_never_ends_it_is_given_up()
    {
        await using var server = ScriptedServer.Start(ServerScript.ReadToEndAsync);

        Assert.Equal("no answer for 2.667 s", await ReasonAsync(server.ConnectionString, fixture.Options(client: null)));
    }

    private Task<RealZooKeeper> LaunchAsync(bool isTls13) =>
        RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { Tls = fixture.Tls with { IsTls13 = isTls13 } });

    // The server is named by its address: a name may stand for several.
    private static Task<string> ReasonAsync(string server, DistributedLocksOptions options) => Unavailable.ReasonAsync(server, options);
}
