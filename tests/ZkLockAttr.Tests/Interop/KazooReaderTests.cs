using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Interop;

/// <summary>kazoo's waiting reader waits for later writers too, and our writer behind it for the reader: both must be served.</summary>
public sealed class KazooReaderTests(InteropFixture fixture) : IClassFixture<InteropFixture>
{
    private const int Limit = 60_000;

    [CuratorTheory(Timeout = Limit)]
    [InlineData(OurLock.Exclusive)]
    [InlineData(OurLock.Universal)]
    public async Task A_waiting_reader_and_our_writer_behind_it_are_both_served(OurLock ours)
    {
        var name = await fixture.NewNameAsync();
        var path = $"/locks/{name}";
        await using var locks = fixture.NewLocks(ours);
        var nodes = InteropMatrix.NodesOf(ours).Length;
        var first = await fixture.Kazoo.MakeLockAsync(path);
        Assert.True(await first.AcquireAsync());
        var reader = await fixture.Kazoo.MakeLockAsync(path, KazooLockKind.ReadLock);
        var waits = reader.WaitUntilWaitingAsync();
        var reading = reader.AcquireAsync();
        await waits;
        var writing = locks.AcquireAsync(name).AsTask();
        await fixture.Observer.WaitForChildrenAsync(path, children => children.Count == 2 + nodes);

        // The reader looks again, and now waits for our writer.
        await first.ReleaseAsync();

        Assert.True(await reading);
        Assert.False(writing.IsCompleted);
        await reader.ReleaseAsync();
        await using var writer = await writing;
        Assert.True(writer.IsHeld);
    }
}
