using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Tests.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Network;

/// <summary>A resolver may take half a minute to say that it knows no answer.</summary>
public sealed class LookUpTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Who_closes_the_session_does_not_wait_for_the_resolver()
    {
        var isLookingUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Not disposed: the resolver may come to it later than the test.
        var testIsOver = new ManualResetEventSlim();
        var session = new ZooKeeperSession(
            ConnectionString.Parse("slow.test"), new SessionOptions(), LeaseClock.ForThisMachine(), new RecordingListener(), NullLogger.Instance, LookUp);
        var owner = new RecordingOwner();
        using (new SessionScope(session))
        {
            session.Submit(new SyncOperation(owner, "/"));
        }

        await isLookingUp.Task;
        try
        {
            await session.DisposeAsync();

            Assert.Equal([ZooKeeperError.SessionExpired], owner.Completed.Select(operation => operation.Error));
        }
        finally
        {
            testIsOver.Set();
        }

        IPAddress[] LookUp(string host)
        {
            isLookingUp.SetResult();
            testIsOver.Wait();
            return [IPAddress.Loopback];
        }
    }
}
