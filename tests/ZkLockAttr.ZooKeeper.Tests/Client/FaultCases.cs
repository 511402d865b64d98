using System.Net;
using System.Net.Sockets;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>What faults do to a client.</summary>
public abstract class FaultCases(ServerFixture fixture) : ClientCases(fixture)
{
    [Case(Timeout = Limit)]
    public async Task A_request_that_was_lost_has_an_unknown_outcome_and_those_before_it_are_answered()
    {
        var client = NewClient();
        var dropped = Proxy.DropBeforeAsync(request => request.Does(RequestKind.Create, Root + "/second"));

        var first = client.CreateAsync(Root + "/first", null, CreateMode.Persistent);
        var second = client.CreateAsync(Root + "/second", null, CreateMode.Persistent);
        var third = client.CreateAsync(Root + "/third", null, CreateMode.Persistent);
        await dropped;

        Assert.Equal(Root + "/first", await first);
        var thrown = await Assert.ThrowsAsync<ZooKeeperException>(() => second);
        Assert.True(thrown.IsOutcomeUnknown);
        Assert.Equal(Root + "/second", thrown.Path);

        // It had gone out already, or it goes out on the next connection.
        await Record.ExceptionAsync(() => third);
        Assert.DoesNotContain("second", (await client.GetChildrenAsync(Root)).Children);
    }

    [Case(Timeout = Limit)]
    public async Task A_request_whose_answer_was_lost_has_an_unknown_outcome()
    {
        var client = NewClient();
        var dropped = Proxy.DropAfterAsync(request => request.Does(RequestKind.Create, Root + "/a"));

        var created = client.CreateAsync(Root + "/a", null, CreateMode.Persistent);
        await dropped;

        Assert.True((await Assert.ThrowsAsync<ZooKeeperException>(() => created)).IsOutcomeUnknown);
        Assert.NotNull(await client.ExistsAsync(Root + "/a"));
    }

    [Case(Timeout = Limit)]
    public async Task After_a_cut_the_client_goes_on_with_the_same_session()
    {
        var client = NewClient();
        await client.CreateAsync(Root + "/ephemeral", null, CreateMode.Ephemeral);
        var session = client.SessionId;
        var connects = Proxy.WaitForRequestAsync(request => request.Kind == RequestKind.Connect);

        Proxy.CutConnections();
        await connects;

        Assert.NotNull(await client.ExistsAsync(Root + "/ephemeral"));
        Assert.Equal(session, client.SessionId);
    }

    [Case(Timeout = Limit)]
    public async Task A_handshake_whose_answer_was_lost_is_made_again()
    {
        var client = NewClient();
        var dropped = Proxy.DropAfterAsync(request => request.Kind == RequestKind.Connect);

        // Sent behind the handshake, and so lost with it: or it goes out on the next connection.
        var lost = client.ExistsAsync(Root);
        await dropped;
        await Record.ExceptionAsync(() => lost);

        Assert.NotNull(await client.ExistsAsync(Root));
    }

    [Case(Timeout = Limit)]
    public async Task What_is_asked_for_during_an_outage_goes_out_after_it()
    {
        var client = NewClient();
        await client.ExistsAsync(Root);
        var (watch, happened) = NewWatch();
        await client.ExistsAsync(Root, watch);
        Proxy.RefusesConnections = true;
        Proxy.CutConnections();
        Assert.Equal(WatchEventType.ConnectionLost, (await happened).Type);

        var created = client.CreateAsync(Root + "/a", null, CreateMode.Persistent);
        Assert.False(created.IsCompleted);
        Proxy.RefusesConnections = false;

        Assert.Equal(Root + "/a", await created);
    }

    [Case(Timeout = Limit)]
    public async Task An_expired_session_is_followed_by_a_new_one()
    {
        var client = NewClient();
        await client.CreateAsync(Root + "/ephemeral", null, CreateMode.Ephemeral);
        var session = client.SessionId;
        var (watch, happened) = NewWatch();
        await client.GetDataAsync(Root, watch);

        await Server.ExpireSessionAsync(session);
        Assert.Equal(WatchEventType.ConnectionLost, (await happened).Type);

        // What goes out together with the handshake that is refused fails with the session.
        while (await Record.ExceptionAsync(() => client.SyncAsync(Root)) is { } exception)
        {
            Assert.True(exception is ZooKeeperException { Error: ZooKeeperError.SessionExpired or ZooKeeperError.ConnectionLoss }, exception.Message);
        }

        Assert.Null(await client.ExistsAsync(Root + "/ephemeral"));
        Assert.NotEqual(session, client.SessionId);
    }

    [Case(Timeout = Limit)]
    public async Task Requests_behind_a_refused_handshake_fail_with_the_session()
    {
        var client = NewClient();
        var (watch, happened) = NewWatch();
        await client.ExistsAsync(Root, watch);
        var session = client.SessionId;
        Proxy.RefusesConnections = true;
        Proxy.CutConnections();
        await happened;
        await Server.ExpireSessionAsync(session);

        var created = client.CreateAsync(Root + "/a", null, CreateMode.Persistent);
        Proxy.RefusesConnections = false;

        Assert.Equal(ZooKeeperError.SessionExpired, await ErrorOf(created));
        Assert.Null(await client.ExistsAsync(Root + "/a"));
    }

    [Case(Timeout = Limit)]
    public async Task A_server_that_does_not_answer_is_left()
    {
        var client = NewClient(sessionTimeout: TimeSpan.FromSeconds(3));
        await client.ExistsAsync(Root);
        var connects = Proxy.WaitForRequestAsync(request => request.Kind == RequestKind.Connect);

        using (Proxy.Hold(Traffic.ToClient))
        {
            Assert.Equal(ZooKeeperError.ConnectionLoss, await ErrorOf(client.SyncAsync(Root)));
            await connects;
        }

        // The connection that stood while the answers were held may be given up too.
        Assert.NotNull(await KnownOutcome.Of(() => client.ExistsAsync(Root)));
    }

    [Case(Timeout = Limit)]
    public async Task A_server_that_is_dead_is_passed_over()
    {
        var dead = UnusedPort();

        // The first server is drawn by lot: of ten clients some begin with the dead one.
        foreach (var _ in Enumerable.Range(0, 10))
        {
            var client = NewClientOf($"127.0.0.1:{dead},{Proxy.ConnectionString}");
            Assert.NotNull(await client.ExistsAsync(Root));
        }
    }

    [Case(Timeout = Limit)]
    public async Task A_session_moves_to_another_server_address()
    {
        await using var other = FaultProxy.Start(Server);
        var client = NewClientOf($"{Proxy.ConnectionString},{other.ConnectionString}");
        await client.CreateAsync(Root + "/ephemeral", null, CreateMode.Ephemeral);
        var session = client.SessionId;
        var isOnFirst = Proxy.Count(request => request.Kind == RequestKind.Create) > 0;
        var (from, to) = isOnFirst ? (Proxy, other) : (other, Proxy);
        var moved = to.WaitForRequestAsync(request => request.Kind == RequestKind.Connect);

        from.RefusesConnections = true;
        from.CutConnections();
        await moved;

        Assert.NotNull(await client.ExistsAsync(Root + "/ephemeral"));
        Assert.Equal(session, client.SessionId);
    }

    [Case(Timeout = Limit)]
    public async Task An_answer_above_the_limit_is_not_accepted()
    {
        await Observer.SetDataAsync(Root, new byte[2000]);
        var client = NewClient(maxInboundFrame: 1000);

        Assert.Equal(ZooKeeperError.ConnectionLoss, await ErrorOf(client.GetDataAsync(Root)));
        Assert.NotNull(await client.ExistsAsync(Root));
    }

    [Case(Timeout = Limit)]
    public async Task A_large_answer_is_accepted_by_default()
    {
        await Observer.SetDataAsync(Root, new byte[900_000]);

        Assert.Equal(900_000, (await NewClient().GetDataAsync(Root)).Data!.Length);
    }

    [Case(Timeout = Limit)]
    public async Task Whoever_cancels_stops_waiting_and_the_rest_goes_on()
    {
        var client = NewClient();
        await client.ExistsAsync(Root);
        using var cancellation = new CancellationTokenSource();

        using (Proxy.Hold(Traffic.ToServer))
        {
            var created = client.CreateAsync(Root + "/a", null, CreateMode.Persistent, cancellation.Token);
            await cancellation.CancelAsync();
            var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => created);
            Assert.Equal(cancellation.Token, thrown.CancellationToken);
        }

        Assert.Equal(Root + "/b", await client.CreateAsync(Root + "/b", null, CreateMode.Persistent));
    }

    [Case(Timeout = Limit)]
    public async Task Disposal_fails_what_waits()
    {
        var client = NewClient();
        await client.ExistsAsync(Root);
        Proxy.RefusesConnections = true;
        Proxy.CutConnections();
        var waiting = client.CreateAsync(Root + "/a", null, CreateMode.Persistent);

        await client.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
    }

    [Case(Timeout = Limit)]
    public async Task After_disposal_requests_fail_at_once()
    {
        var client = NewClient();
        await client.ExistsAsync(Root);

        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.ExistsAsync(Root));
    }

    [Case(Timeout = Limit)]
    public async Task A_client_that_was_never_used_is_disposed_at_once_and_makes_no_connection()
    {
        var client = NewClient();

        await client.DisposeAsync();
        await client.DisposeAsync();

        Assert.Equal(0, Proxy.ConnectionCount);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.ExistsAsync(Root));
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
