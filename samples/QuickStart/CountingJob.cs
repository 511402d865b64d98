using QuickStart.Workers;
using ZkLockAttr;

namespace QuickStart;

/// <summary>Work that must never run twice at the same time, in whatever process, on whatever machine. It stands for yours.</summary>
internal sealed partial class CountingJob(IDistributedLocks locks, IWorkerReport report, TimeSpan step)
{
    /// <summary>Counts from 1 to 10, alone in the whole fleet.</summary>
    [DistributedLock("test")]
    public partial Task RunAsync(CancellationToken cancellationToken);

    // The body: it runs while the lock "test" is held. The generated half of RunAsync takes the lock, calls this, and releases the lock.
    private Task RunAsyncCore(LockHandle handle, CancellationToken cancellationToken) => CountAsync(handle, cancellationToken);

    /// <summary>Counts from 1 to 10, alone among all who give the same name.</summary>
    [DistributedLock("{name}")]
    public partial Task RunNamedAsync(string name, CancellationToken cancellationToken);

    private Task RunNamedAsyncCore(string name, LockHandle handle, CancellationToken cancellationToken) => CountAsync(handle, cancellationToken);

    // The token is cancelled when the caller gives up, and also when the lock is lost.
    private async Task CountAsync(LockHandle handle, CancellationToken cancellationToken)
    {
        report.Got(handle);
        for (var number = 1; number <= 10; number++)
        {
            await Task.Delay(step, cancellationToken);
            report.Counted(number);
        }

        report.Done();
    }
}
