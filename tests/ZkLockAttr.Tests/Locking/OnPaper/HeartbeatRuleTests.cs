using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>What the heartbeat is, sentence by sentence; T is 6 s, so that it is due every second.</summary>
public sealed class HeartbeatRuleTests
{
    private static readonly TimeSpan Beat = LocksOnPaper.T / 6;

    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;

    public HeartbeatRuleTests() => _locks = new LocksOnPaper(_server);

    [Fact]
    public void Who_holds_has_its_node_checked_every_sixth_of_the_time_out()
    {
        _locks.Take("a");

        Assert.Equal(["Multi a"], NextBeat());
        Assert.Equal(["Multi a"], NextBeat());
    }

    [Fact]
    public void Who_waits_has_its_node_checked_too()
    {
        new LocksOnPaper(_server).Take("a");
        var waiting = _locks.Ask("a");
        _locks.Exchange();

        Assert.Equal(["Multi a"], NextBeat());
        Assert.False(waiting.IsDone);
    }

    [Fact]
    public void Without_nodes_it_is_a_ping()
    {
        var handle = _locks.Take("a");
        handle.LetGo();
        _locks.Exchange();

        Assert.Equal(["Ping"], NextBeat());
    }

    [Fact]
    public void It_is_built_when_it_is_written_without_nodes_whose_delete_is_queued()
    {
        var released = _locks.Take("a");
        _locks.Take("b");
        _locks.Pass(Beat * 0.99);
        _locks.TakeSent();

        released.LetGo();
        _locks.Pass(Beat * 0.01);

        Assert.Equal(["Delete", "Multi b"], _locks.TakeSent());
    }

    [Fact]
    public void It_is_never_empty()
    {
        var released = _locks.Take("a");
        _locks.Pass(Beat * 0.99);
        _locks.TakeSent();

        released.LetGo();
        _locks.Pass(Beat * 0.01);

        Assert.Equal(["Delete", "Ping"], _locks.TakeSent());
    }

    [Fact]
    public void Of_many_nodes_at_most_128_are_checked_and_all_take_their_turn()
    {
        var names = Enumerable.Range(0, 300).Select(number => $"n{number}").ToArray();
        foreach (var name in names)
        {
            _locks.Take(name);
        }

        var beats = Enumerable.Range(0, 3).Select(_ => Checked(Assert.Single(NextBeat()))).ToArray();

        Assert.All(beats, beat => Assert.Equal(128, beat.Length));
        Assert.Equal(names.Order(), beats.SelectMany(beat => beat).Distinct().Order());
    }

    [Fact]
    public void When_it_fails_the_node_with_the_error_is_lost_and_the_rest_is_sent_again_at_once()
    {
        var kept = _locks.Take("a");
        var lost = _locks.Take("b");
        var alsoKept = _locks.Take("c");
        Delete("b");

        _locks.Pass(Beat);
        _locks.Send();
        Assert.Equal("Multi a b c", Assert.Single(_locks.TakeSent(), sent => sent.StartsWith("Multi", StringComparison.Ordinal)));
        _locks.Receive();

        Assert.Equal(["Multi a c"], _locks.TakeSent());
        _locks.Exchange();
        Assert.False(lost.IsHeld);
        Assert.True(lost.LostToken.IsCancellationRequested);
        Assert.True(kept.IsHeld);
        Assert.True(alsoKept.IsHeld);
    }

    [Fact]
    public void Of_many_nodes_the_rest_is_that_of_the_heartbeat_that_failed()
    {
        foreach (var number in Enumerable.Range(0, 200))
        {
            _locks.Take($"n{number}");
        }

        Delete("n5");
        _locks.Pass(Beat);
        _locks.Send();
        var failed = Checked(Assert.Single(_locks.TakeSent(), sent => sent.StartsWith("Multi", StringComparison.Ordinal)));
        _locks.Receive();

        var rest = Checked(Assert.Single(_locks.TakeSent()));

        Assert.Contains("n5", failed);
        Assert.Equal(failed.Except(["n5"]), rest);
    }

    [Fact]
    public void When_it_fails_the_quorum_is_proven_all_the_same()
    {
        var kept = _locks.Take("a");
        _locks.Take("b");

        // Beats that are answered, but prove nothing yet: the first of them is proven by the last one.
        for (var passed = TimeSpan.Zero; passed < LocksOnPaper.T / 3; passed += Beat)
        {
            NextBeat();
        }

        var before = _locks.Lease.Until;
        Delete("b");
        _locks.Pass(Beat);
        _locks.Send();
        _locks.Receive();

        Assert.True(_locks.Lease.Until > before);
        Assert.True(kept.IsHeld);
    }

    [Fact]
    public void What_it_cannot_check_any_more_is_lost_and_deleted()
    {
        var handle = _locks.Take("a");
        _server.State.Tree.Find(NodeOf("a"))!.Acl = [new AclEntry(2, "world", "anyone")];

        _locks.Pass(Beat);
        _locks.Exchange();

        Assert.False(handle.IsHeld);
        Assert.Null(_server.State.Tree.Find("/locks/a")?.Children.SingleOrDefault());
    }

    private static string[] Checked(string heartbeat) => heartbeat.Split(' ')[1..];

    // What is sent when the next heartbeat is due; it is answered.
    private string[] NextBeat()
    {
        _locks.TakeSent();
        _locks.Pass(Beat);
        var sent = _locks.TakeSent();
        _locks.Exchange();
        return sent;
    }

    private string NodeOf(string name) => $"/locks/{name}/{_server.State.Tree.Find($"/locks/{name}")!.Children.Single()}";

    // Somebody else deletes the node of a lock.
    private void Delete(string name) => _server.State.Tree.Remove(_server.State.BeginTransaction(default, connection: null), NodeOf(name));
}
