using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>Which answers a lease can be proven by: those that a quorum has logged.</summary>
public sealed class QuorumProofTests
{
    [Theory]
    [InlineData(ZooKeeperError.Ok, true)]
    [InlineData(ZooKeeperError.NoNode, true)]
    [InlineData(ZooKeeperError.NodeExists, true)]
    [InlineData(ZooKeeperError.BadVersion, true)]
    [InlineData(ZooKeeperError.NotEmpty, true)]
    [InlineData(ZooKeeperError.NoAuth, false)]
    [InlineData(ZooKeeperError.ThrottledOp, false)]
    [InlineData(ZooKeeperError.ConnectionLoss, false)]
    [InlineData(ZooKeeperError.SessionExpired, false)]
    public void Answers_to_writes_prove_a_quorum_if_they_come_from_its_log(ZooKeeperError error, bool proves)
    {
        var owner = new RecordingOwner();
        Operation[] writes =
        [
            new CreateOperation(owner, "/a", null, CreateMode.Ephemeral),
            new CreateWithStatOperation(owner, "/a", null, CreateMode.Ephemeral),
            new DeleteOperation(owner, "/a"),
            new SetDataOperation(owner, "/a", null),
        ];

        Assert.All(writes, write =>
        {
            write.End(error);
            Assert.Equal(proves, write.ProvesQuorum);
        });
    }

    [Fact]
    public void A_failed_multi_proves_a_quorum_and_a_throttled_one_does_not()
    {
        var multi = new MultiOperation(new RecordingOwner(), [new MultiStep.Check("/a")]);

        // The step's error stands in the results, not in the header.
        multi.End(ZooKeeperError.Ok);
        Assert.True(multi.ProvesQuorum);
        multi.End(ZooKeeperError.ThrottledOp);
        Assert.False(multi.ProvesQuorum);
    }

    [Theory]
    [InlineData(ZooKeeperError.Ok)]
    [InlineData(ZooKeeperError.NoNode)]
    public void Reads_and_sync_never_prove_a_quorum(ZooKeeperError error)
    {
        var owner = new RecordingOwner();
        Operation[] reads =
        [
            new ExistsOperation(owner, "/a"),
            new GetDataOperation(owner, "/a"),
            new GetChildrenOperation(owner, "/a"),
            new SyncOperation(owner, "/a"),
        ];

        Assert.All(reads, read =>
        {
            read.End(error);
            Assert.False(read.ProvesQuorum);
        });
    }
}
