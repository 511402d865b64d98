using System.Runtime.InteropServices;
using ZkLockAttr;
using ZkLockAttr.Ensemble.Locker;

// Takes locks until the first SIGTERM; then lets go of all and keeps the session. Ends at the second one.
var options = LockerOptions.Parse(args);
using var park = new CancellationTokenSource();
var leave = new TaskCompletionSource();
using var terminations = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    if (park.IsCancellationRequested)
    {
        leave.TrySetResult();
    }

    park.Cancel();
});

using var log = new JournalLogger();
using var register = new Register(options.Register);
await using var locks = new DistributedLocks(options.ZooKeeper, new DistributedLocksOptions
{
    ApplicationName = "locker",
    LoggerFactory = log,
    SessionTimeout = options.SessionTimeout,

    // It shares paths with kazoo.
    PersistentParents = true,
});
await Task.WhenAll(Enumerable.Range(0, options.Lockers).Select(number => new Locker(number, locks, register, options).RunAsync(park.Token)));
Journal.Write(new JournalLine(Journal.Now, JournalEvent.Parked, 0));
await leave.Task;
