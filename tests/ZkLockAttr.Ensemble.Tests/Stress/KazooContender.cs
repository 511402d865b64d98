using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>
/// kazoo's writers and readers, on the same locks: they and ours keep each other out. A hold of kazoo counts when a quorum has confirmed at its end that its node was still there:
/// what kazoo itself believes is not enough under faults. It starts anew, in a new process, whenever it gets into trouble.
/// </summary>
internal sealed class KazooContender(string connectionString, TimeSpan sessionTimeout, IReadOnlyList<string> written, IReadOnlyList<string> read, History history)
{
    private static readonly TimeSpan AcquireTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(10);

    // For a session that is closed in good order. One that cannot be runs out by itself.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(2);

    private int _acquisitions;

    /// <summary>How often it had a lock surely.</summary>
    public int Acquisitions => Volatile.Read(ref _acquisitions);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var kazoo = await KazooClient.StartAsync(connectionString, sessionTimeout);
                using var trouble = CancellationTokenSource.CreateLinkedTokenSource(stop);
                await Task.WhenAll(
                    [
                        .. written.Select(name => ContendAsync(kazoo, name, KazooLockKind.WriteLock, trouble)),
                        .. read.Select(name => ContendAsync(kazoo, name, KazooLockKind.ReadLock, trouble)),
                    ]);
                await kazoo.StopAsync().WaitAsync(Parting, CancellationToken.None);
            }
            catch (Exception exception) when (IsTrouble(exception))
            {
            }
        }
    }

    private static bool IsTrouble(Exception exception) => exception is KazooException or TimeoutException or IOException;

    private static HoldKind HoldKindOf(KazooLockKind kind) => kind == KazooLockKind.ReadLock ? HoldKind.Shared : HoldKind.Exclusive;

    private async Task ContendAsync(KazooClient kazoo, string name, KazooLockKind kind, CancellationTokenSource trouble)
    {
        try
        {
            var kazooLock = await kazoo.MakeLockAsync("/locks/" + name, kind);
            while (!trouble.IsCancellationRequested)
            {
                await kazooLock.AcquireAsync(timeout: AcquireTimeout);
                var from = Clock.Now;
                await Task.Delay(Work, CancellationToken.None);
                var until = Clock.Now;
                if (await kazooLock.ConfirmAsync() is > 0 and var token)
                {
                    history.Add(new Hold("kazoo", kind.ToString(), name, HoldKindOf(kind), token, from, until));
                    Interlocked.Increment(ref _acquisitions);
                }

                await kazooLock.ReleaseAsync();
            }
        }
        catch (Exception exception) when (IsTrouble(exception))
        {
            await trouble.CancelAsync();
        }
    }
}
