using ZkLockAttr.Locking;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>Nobody waits for ever for what nobody will answer; T is 6 s.</summary>
public sealed class ShutdownRuleTests
{
    private const int Limit = 60_000;

    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;

    public ShutdownRuleTests() => _locks = new LocksOnPaper(_server);

    [Fact]
    public void A_release_whose_node_the_next_caller_takes_along_does_not_wait_for_a_connection()
    {
        var holder = _locks.Take("a");
        _locks.Ask("a");

        var release = holder.DisposeAsync();
        _locks.Send();
        _locks.Reconnect();

        Assert.True(release.IsCompleted);
    }

    [Fact(Timeout = Limit)]
    public async Task A_downgrade_in_an_outage_ends_when_the_locks_are_disposed()
    {
        var handle = _locks.Take(new LockRequest("a") { Options = LockOptions.Downgradable });
        _locks.Reconnect();
        var downgrade = handle.DowngradeAsync().AsTask();
        Assert.False(downgrade.IsCompleted);

        _locks.End();

        await Assert.ThrowsAsync<LockLostException>(() => downgrade);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_asks_for_the_contenders_is_told_when_the_locks_are_disposed()
    {
        _locks.Take("a");
        var query = new ContenderQuery(_locks.Table, "/locks/a");
        query.Begin();

        _locks.End();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => query.Task);
    }
}
