using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.Testing;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Tests.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Network;

/// <summary>
/// Callers who pass through the session's gate in quick succession let the receiver go first. The lock is not fair: without that one of them comes back hundreds of
/// thousands of times before it hears what the ensemble has said.
/// </summary>
public sealed class ReceiverFirstTests
{
    private const int Limit = 60_000;
    private const int Rounds = 25;

    // It is one; more only where the receiver has no processor to run on.
    private const int MostPasses = 10;

    [Fact(Timeout = Limit)]
    public async Task What_the_ensemble_says_does_not_wait_for_callers_who_pass_again_and_again()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var writer = new ZooKeeperClient(server.ConnectionString);
        await writer.CreateAsync("/a", null, CreateMode.Persistent);
        await using var session = new ZooKeeperSession(
            ConnectionString.Parse(server.ConnectionString), new SessionOptions(), LeaseClock.ForThisMachine(), new RecordingListener(), NullLogger.Instance);

        var passes = await Task.Factory.StartNew(
            () => Enumerable.Range(0, Rounds).Select(_ => CountPasses(session, writer)).Order().ToArray(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        Assert.True(passes[Rounds / 2] <= MostPasses, $"before an event was told the same caller passed so often: {string.Join(", ", passes)}");
    }

    // How often a caller who leaves the gate and comes again at once gets it before an event that waits for it.
    private static int CountPasses(ZooKeeperSession session, ZooKeeperClient writer)
    {
        var watcher = new RecordingWatcher();
        var read = new TaskCompletionSource();
        using (new SessionScope(session))
        {
            session.Submit(new GetDataOperation(new RecordingOwner { Then = read.SetResult }, "/a", watcher));
        }

        read.Task.Wait();
        session.Enter();
        writer.SetDataAsync("/a", null).Wait();
        SpinWait.SpinUntil(() => session.IsReceiverWaiting);
        var passes = 0;
        do
        {
            session.Exit();
            session.Enter();
            passes++;
        }
        while (watcher.Events.Count == 0);

        session.Exit();
        return passes;
    }
}
