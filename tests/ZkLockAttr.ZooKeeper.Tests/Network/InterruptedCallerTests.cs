using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Tests.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Network;

/// <summary>A thread that is interrupted while it waits for the session's gate.</summary>
public sealed class InterruptedCallerTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task It_gets_through_and_its_next_wait_is_told()
    {
        await using var session = new ZooKeeperSession(
            ConnectionString.Parse("127.0.0.1:1"), new SessionOptions(), LeaseClock.ForThisMachine(), new RecordingListener(), NullLogger.Instance);
        Exception? atTheGate = null;
        Exception? atTheNextWait = null;
        using var never = new ManualResetEventSlim();
        var caller = new Thread(() =>
        {
            atTheGate = Record.Exception(() =>
            {
                using var scope = new SessionScope(session);
            });
            if (atTheGate is null)
            {
                atTheNextWait = Record.Exception(never.Wait);
            }
        });

        session.Enter();
        caller.Start();
        SpinWait.SpinUntil(() => caller.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        caller.Interrupt();
        session.Exit();
        caller.Join();

        Assert.Null(atTheGate);
        Assert.IsType<ThreadInterruptedException>(atTheNextWait);
    }
}
