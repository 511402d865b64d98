using ZkLockAttr.TestServers;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>
/// Curator's mutex, on the same paths: a stranger. It and ours do not see each other's nodes, so they do not keep each other out; it must not be
/// disturbed and must not disturb.
/// </summary>
internal sealed class CuratorContender(string connectionString, TimeSpan sessionTimeout, IReadOnlyList<string> locks)
{
    private static readonly TimeSpan AcquireTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(50);

    private int _acquisitions;

    public int Acquisitions => Volatile.Read(ref _acquisitions);

    public async Task RunAsync(CancellationToken stop)
    {
        await using var curator = await CuratorClient.StartAsync(connectionString, sessionTimeout);
        await Task.WhenAll(locks.Select(name => ContendAsync(curator, name, stop)));
    }

    private async Task ContendAsync(CuratorClient curator, string name, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var mutex = await curator.MakeLockAsync("/locks/" + name);
                while (!stop.IsCancellationRequested && await mutex.AcquireAsync(AcquireTimeout))
                {
                    Interlocked.Increment(ref _acquisitions);
                    await Task.Delay(Work, CancellationToken.None);
                    await mutex.ReleaseAsync();
                }
            }
            catch (CuratorException)
            {
                // The ensemble did not serve for too long: a new mutex tries again.
            }
        }
    }
}
