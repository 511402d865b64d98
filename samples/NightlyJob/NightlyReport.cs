using Microsoft.Extensions.Logging;
using ZkLockAttr;

namespace NightlyJob;

/// <summary>Work that is to be done once a night, by whichever node. It stands for yours.</summary>
internal sealed partial class NightlyReport(IDistributedLocks locks, NodeName node, ILogger<NightlyReport> logger)
{
    /// <summary>Makes the report, unless another node does or has just done so.</summary>
    /// <returns>Whether it was made here.</returns>
    /// <remarks>
    /// All nodes call this when the night comes. One gets the lock; the others do not wait for it, but skip. The report is made in no time, and the clocks of
    /// the nodes differ: a node whose clock is late would find the lock free again and make the report a second time. So it stays taken for longer than
    /// the clocks can differ, although the method returns as soon as its body is done.
    /// </remarks>
    [DistributedLock("report", Timeout = "0s", OnTimeout = OnTimeout.Skip, HoldAtLeast = "2s")]
    public partial Task<bool> TryMakeAsync(long night, CancellationToken cancellationToken);

    private async Task<bool> TryMakeAsyncCore(long night, LockHandle handle, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        JobLog.Made(logger, node.Name, night, handle.FencingToken);
        return true;
    }
}
