using ZkLockAttr.Shared;
using ZkLockAttr.Testing;
using ZkLockAttr.Tests.Servers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking;

/// <summary>An access control list that lets us create nodes but not delete them must not keep a released lock taken for ever.</summary>
public sealed class RefusedReleaseTests : IAsyncLifetime
{
    private const int Limit = 60_000;
    private const string Path = "/locks/test";
    private const int RemovalRefused = 102;

    private static readonly ZooKeeperAcl ReadAndCreate = new("world", "anyone", ZooKeeperPermissions.Read | ZooKeeperPermissions.Create);

    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500) });

    public async Task InitializeAsync()
    {
        _server.SetSequence(Path, 0);
        await AccessControl.SetAsync(_server.ConnectionString, Path, ReadAndCreate);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact(Timeout = Limit)]
    public async Task With_nothing_else_held_the_session_is_closed_for_it()
    {
        await using var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        var session = locks.SessionId;

        await handle.DisposeAsync();

        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
        Assert.DoesNotContain(session, _server.Sessions);
    }

    [Fact(Timeout = Limit)]
    public async Task The_log_says_which_list_must_give_what()
    {
        using var log = new Log();
        await using var locks = new DistributedLocks(_server.ConnectionString, Options with { LoggerFactory = log });

        await (await locks.AcquireAsync("test")).DisposeAsync();

        Assert.Matches(
            "^ZooKeeper refuses to remove the node '/locks/test/z[^']+' of a lock that is not wanted any more: "
            + @"the access control list of '/locks/test' does not give Delete to this process \(NoAuth\)\. .* It is tried again\.$",
            await log.NextAsync(RemovalRefused));
    }

    [Fact(Timeout = Limit)]
    public async Task With_another_lock_held_the_session_stays_until_that_is_released()
    {
        await using var locks = NewLocks();
        var other = await locks.AcquireAsync("other");
        var handle = await locks.AcquireAsync("test");

        await handle.DisposeAsync();
        Assert.True(await other.ValidateAsync());
        Assert.Single(_server.GetChildren(Path));

        await other.DisposeAsync();
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
    }

    private static DistributedLocksOptions Options => new() { SessionTimeout = TimeSpan.FromSeconds(8) };

    private DistributedLocks NewLocks() => new(_server.ConnectionString, Options);
}
