using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.Locking;
using ZkLockAttr.Telemetry;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Tests.Servers;

/// <summary>Changes the access control lists of nodes that are there, which the client does not do.</summary>
internal static class AccessControl
{
    /// <summary>Gives the node this list.</summary>
    public static async Task SetAsync(string connectionString, string path, ZooKeeperAcl acl)
    {
        var noLocks = new LockTable(new DistributedLocksOptions(), "/", new LockCounts("", () => default), NullLogger.Instance);
        var session = new ZooKeeperSession(ConnectionString.Parse(connectionString), new SessionOptions(), LeaseClock.ForThisMachine(), noLocks, NullLogger.Instance);
        noLocks.Session = session;
        await using (session)
        {
            var answer = new Answer();
            using (new SessionScope(session))
            {
                session.Submit(new SetAcl(answer, path, acl));
            }

            Assert.Equal(ZooKeeperError.Ok, await answer.Task);
        }
    }

    private sealed class SetAcl(IOperationOwner owner, string path, ZooKeeperAcl acl) : Operation(owner)
    {
        public override string Path => path;

        internal override OpCode OpCode => OpCode.SetAcl;

        internal override void WriteBody(FrameWriter writer) => new SetAclRequest(path, acl.Entries, -1).Write(writer);
    }

    private sealed class Answer() : TaskCompletionSource<ZooKeeperError>(TaskCreationOptions.RunContinuationsAsynchronously), IOperationOwner
    {
        public void OnCompleted(Operation operation) => SetResult(operation.Error);
    }
}
