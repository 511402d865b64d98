using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests.Servers;

/// <summary>
/// A server carries a request out and its answer is lost; the client goes on with another server, which may not have heard of it yet. Others then wait for
/// their own ghost (madelson/DistributedLock#156).
/// </summary>
public sealed class LostAnswerTests(EnsembleFixture fixture) : IClassFixture<EnsembleFixture>
{
    private const int Limit = 60_000;
    private const int Rounds = 10;
    private const string Name = "answers";

    [RealZooKeeperTheory(Timeout = Limit)]
    [InlineData(RequestKind.Create)]
    [InlineData(RequestKind.Delete)]
    public async Task The_outcome_is_found_out_on_another_server(RequestKind lost)
    {
        await using var proxies = new EnsembleProxies(fixture.Ensemble);
        await using var observer = new ZooKeeperClient(fixture.Ensemble.ConnectionString);
        var queue = new Queue(observer);

        // One drop a round, at whichever server the client then is.
        var isArmed = 0;
        foreach (var proxy in proxies.All)
        {
            for (var round = 0; round < Rounds; round++)
            {
                _ = proxy.DropAfterAsync(request => request.Does(lost, $"/locks/{Name}/") && Interlocked.Exchange(ref isArmed, 0) == 1);
            }
        }

        await using var locks = new DistributedLocks(proxies.ConnectionString);
        for (var round = 0; round < Rounds; round++)
        {
            Volatile.Write(ref isArmed, 1);
            var handle = await locks.AcquireAsync(Name);
            await queue.SyncAsync(Name);
            Assert.Single(await queue.NodesAsync(Name));

            await handle.DisposeAsync();
            await queue.WaitUntilEmptyAsync(Name);
            Assert.Equal(0, Volatile.Read(ref isArmed));
        }
    }
}
