using System.Globalization;
using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>A node that bears the process's own sign, and belongs to no attempt that it knows of.</summary>
public sealed class StrayRuleTests
{
    private const string Queue = "/locks/a";

    private readonly ServerCore _server = LocksOnPaper.NewServer();

    [Fact]
    public void Whoever_lists_the_queue_deletes_it_and_goes_on()
    {
        var locks = new LocksOnPaper(_server);
        var others = new LocksOnPaper(_server);
        others.Take("a").LetGo();
        others.Exchange();
        var stray = string.Create(CultureInfo.InvariantCulture, $"{Queue}/z{locks.Table.Owner:x16}ffffffff__lock__");
        others.Submit(new CreateOperation(others.Table, stray, null, CreateMode.EphemeralSequential));
        others.Exchange();
        Assert.Single(_server.State.Tree.Find(Queue)!.Children);

        var handle = locks.Take("a");

        Assert.True(handle.IsHeld);
        Assert.Single(_server.State.Tree.Find(Queue)!.Children);
    }
}
