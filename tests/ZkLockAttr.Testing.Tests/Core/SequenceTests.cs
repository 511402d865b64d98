using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Testing.Tests.Core;

public class SequenceTests
{
    private readonly CoreFixture _fixture = new();
    private readonly CoreClient _client;

    public SequenceTests()
    {
        _client = _fixture.Connect();
        _client.Create("/p").Ok();
    }

    [Theory]
    [InlineData(0, "0000000000")]
    [InlineData(2147483647, "2147483647")]
    [InlineData(-2147483648, "-2147483648")]
    [InlineData(-5, "-000000005")]
    public void Numbers_are_written_as_Java_does(int number, string text) => Assert.Equal(text, NodePath.FormatSequence(number));

    [Fact]
    public void Every_create_counts_and_deletes_do_not()
    {
        Assert.Equal("/p/n-0000000000", Next("/p/n-"));
        _client.Create("/p/other").Ok();
        _client.Delete("/p/n-0000000000").Ok();
        _client.Create("/p/other"); // fails

        Assert.Equal("/p/n-0000000002", Next("/p/n-"));
        Assert.Equal("/p/0000000003", Next("/p/"));
    }

    [Fact]
    public void A_parent_made_anew_counts_from_zero()
    {
        _client.Delete(Next("/p/n-")).Ok();
        _client.Delete("/p").Ok();
        _client.Create("/p").Ok();

        Assert.Equal("/p/n-0000000000", Next("/p/n-"));
    }

    [Fact]
    public void At_its_end_the_counter_sticks()
    {
        _fixture.Core.State.Tree.SetCounter("/p", int.MaxValue - 1);

        Assert.Equal("/p/n-2147483646", Next("/p/n-"));
        Assert.Equal("/p/n-2147483647", Next("/p/n-"));
        Assert.Equal(ZooKeeperError.NodeExists, _client.Create("/p/n-", CreateMode.EphemeralSequential).Error);
        _client.Delete("/p/n-2147483647").Ok();
        Assert.Equal("/p/n-2147483647", Next("/p/n-"));
    }

    [Fact]
    public void Creates_behind_one_another_run_past_the_end()
    {
        _fixture.Core.State.Tree.SetCounter("/p", int.MaxValue);
        var create = RequestCalls.CreateBody("/p/n-", CreateMode.EphemeralSequential);

        _client.SendTogether((OpCode.Create, create), (OpCode.Create, create), (OpCode.Create, create));

        Assert.Equal(
            ["/p/n-2147483647", "/p/n--2147483648", "/p/n--2147483647"],
            Enumerable.Range(0, 3).Select(_ => _client.Read()!.Path()));
        Assert.Equal(ZooKeeperError.NodeExists, _client.Create("/p/n-", CreateMode.EphemeralSequential).Error);
    }

    [Fact]
    public void A_multi_takes_consecutive_numbers_and_gives_them_back_when_it_fails()
    {
        var create = (OpCode.Create, RequestCalls.CreateBody("/p/n-", CreateMode.EphemeralSequential));
        _client.Multi(create, create, (OpCode.Create, RequestCalls.CreateBody("/p"))).Ok();
        Assert.Empty(_client.GetChildren("/p").Children());
        _client.Multi(create, create).Ok();

        Assert.Equal(["n-0000000000", "n-0000000001"], _client.GetChildren("/p").Children());
    }

    private string Next(string path) => _client.Create(path, CreateMode.PersistentSequential).Path();
}
