using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.Locking;
using ZkLockAttr.Telemetry;
using ZkLockAttr.Testing;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Tests.Locking;

/// <summary>An access control list that lets us create nodes but not delete them must not keep a released lock taken for ever.</summary>
public sealed class RefusedReleaseTests : IAsyncLifetime
{
    private const int Limit = 60_000;
    private const string Path = "/locks/test";
    private const int ReadAndCreate = 1 | 4;

    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500) });

    public async Task InitializeAsync()
    {
        _server.SetSequence(Path, 0);
        await ForbidDeletesAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact(Timeout = Limit)]
    public async Task With_nothing_else_held_the_session_is_closed_for_it()
    {
        await using var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        var session = locks.SessionId;

        await handle.DisposeAsync();

        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
        Assert.DoesNotContain(session, _server.Sessions);
    }

    [Fact(Timeout = Limit)]
    public async Task With_another_lock_held_the_session_stays_until_that_is_released()
    {
        await using var locks = NewLocks();
        var other = await locks.AcquireAsync("other");
        var handle = await locks.AcquireAsync("test");

        await handle.DisposeAsync();
        Assert.True(await other.ValidateAsync());
        Assert.Single(_server.GetChildren(Path));

        await other.DisposeAsync();
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
    }

    private DistributedLocks NewLocks() => new(_server.ConnectionString, new DistributedLocksOptions { SessionTimeout = TimeSpan.FromSeconds(8) });

    private async Task ForbidDeletesAsync()
    {
        var noLocks = new LockTable(new DistributedLocksOptions(), "/", new LockCounts("", () => default), NullLogger.Instance);
        var session = new ZooKeeperSession(
            ConnectionString.Parse(_server.ConnectionString), new SessionOptions(), LeaseClock.ForThisMachine(), noLocks, NullLogger.Instance);
        noLocks.Session = session;
        await using (session)
        {
            var answer = new Answer();
            using (new SessionScope(session))
            {
                session.Submit(new SetAcl(answer));
            }

            Assert.Equal(ZooKeeperError.Ok, await answer.Task);
        }
    }

    private sealed class SetAcl(IOperationOwner owner) : Operation(owner)
    {
        public override string Path => RefusedReleaseTests.Path;

        internal override OpCode OpCode => OpCode.SetAcl;

        internal override void WriteBody(FrameWriter writer) =>
            new SetAclRequest(Path, [new AclEntry(ReadAndCreate, "world", "anyone")], -1).Write(writer);
    }

    private sealed class Answer() : TaskCompletionSource<ZooKeeperError>(TaskCreationOptions.RunContinuationsAsynchronously), IOperationOwner
    {
        public void OnCompleted(Operation operation) => SetResult(operation.Error);
    }
}
