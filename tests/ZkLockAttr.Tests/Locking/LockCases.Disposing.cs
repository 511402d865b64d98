using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The end.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task Disposing_frees_everything_at_once()
    {
        var locks = NewLocks();
        var held = await locks.AcquireAsync("test");
        var waiting = Flow.Another(() => locks.AcquireAsync("test"));

        await locks.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.False(held.IsHeld);
        Assert.True(held.LostToken.IsCancellationRequested);
        Assert.Empty(await Server.ChildrenAsync(Path));
        await held.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => locks.AcquireAsync("other").AsTask());
        await locks.DisposeAsync();
    }
}
