using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>Looks for what lockers that hold nothing and wait for nothing, and whose sessions live, have left behind.</summary>
internal static class Leftovers
{
    // The sessions of those who were killed have ended long before that.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<string>> FindAsync(RealEnsemble ensemble, IReadOnlyList<string> locks)
    {
        var nodes = await Task.WhenAll(locks.Select(name => FindNodesAsync(ensemble, name)));
        var watches = await Task.WhenAll(ensemble.Servers.Select(FindWatchesAsync));
        return [.. nodes.SelectMany(found => found), .. watches.SelectMany(found => found)];
    }

    private static async Task<IEnumerable<string>> FindNodesAsync(RealEnsemble ensemble, string name)
    {
        await using var observer = new ZooKeeperClient(ensemble.ConnectionString);
        var queue = new Queue(observer);
        try
        {
            await queue.WaitUntilEmptyAsync(name).WaitAsync(Patience);
            return [];
        }
        catch (TimeoutException)
        {
            return (await queue.NodesAsync(name)).Select(node => $"node {node} of '{name}'");
        }
    }

    private static async Task<IEnumerable<string>> FindWatchesAsync(EnsembleServer server)
    {
        await using (var observer = new ZooKeeperClient(server.ConnectionString))
        {
            // What was committed before has fired its watches here, too.
            await observer.SyncAsync("/");
        }

        var watches = await server.CountWatchesAsync();
        return watches == 0 ? [] : [$"{watches} watches on server {server.Number}: {await server.FourLetterWordAsync("wchc")}"];
    }
}
