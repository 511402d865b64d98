using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Tests.Sessions;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Tests.Wire;

public sealed class MultiTests
{
    private readonly RecordingOwner _owner = new();

    [Fact]
    public void The_smallest_heartbeat()
    {
        var writer = new FrameWriter();
        new MultiOperation(_owner, [new MultiStep.Check("/a")]).WriteBody(writer);

        Assert.Equal(Hex.Text(Hex.Bytes("0000000d 00 ffffffff 00000002 2f61 ffffffff ffffffff 01 ffffffff")), Hex.Text(writer.Written));
    }

    [Fact]
    public void The_answer_to_the_smallest_heartbeat()
    {
        var multi = Answered([new MultiStep.Check("/a")], "0000000d 00 00000000 ffffffff 01 ffffffff");

        Assert.Equal(-1, multi.FailedStep);
        Assert.Equal([default], multi.Results);
    }

    [Fact]
    public void A_failed_multi_names_the_step_that_failed()
    {
        var multi = Answered(
            [new MultiStep.Create("/a", null, CreateMode.Persistent), new MultiStep.Delete("/b"), new MultiStep.Check("/c")],
            "ffffffff 00 00000000 00000000 ffffffff 00 ffffff9b ffffff9b ffffffff 00 fffffffe fffffffe ffffffff 01 ffffffff");

        Assert.Equal(1, multi.FailedStep);
        Assert.Equal([ZooKeeperError.Ok, ZooKeeperError.NoNode, ZooKeeperError.RuntimeInconsistency], multi.Results.Select(result => result.Error));
    }

    [Fact]
    public void The_results_of_each_kind_of_step_are_read()
    {
        var stat = string.Concat(Enumerable.Repeat("00", 68));
        var multi = Answered(
            [
                new MultiStep.Create("/a", null, CreateMode.EphemeralSequential), new MultiStep.SetData("/a", [1]), new MultiStep.Delete("/b"),
                new MultiStep.Create("/c", null, CreateMode.Persistent),
            ],
            "00000001 00 00000000 0000000c 2f6130303030303030303037",
            "00000005 00 00000000", stat,
            "00000002 00 00000000",
            "00000001 00 00000000 00000002 2f63",
            "ffffffff 01 ffffffff");

        Assert.Equal([7, 0, 0, 0], multi.Results.Select(result => result.CreatedNumber));
    }

    private MultiOperation Answered(MultiStep[] steps, params string[] answer)
    {
        var multi = new MultiOperation(_owner, steps);
        var reader = new JuteReader(Hex.Bytes(answer));
        multi.ReadBody(ref reader);
        return multi;
    }
}
