using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>A lock that is taken again gets a new node under its old name, where nobody can take the one for the other.</summary>
public sealed class RenewalRuleTests
{
    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;

    public RenewalRuleTests() => _locks = new LocksOnPaper(_server);

    [Fact]
    public void After_an_answered_delete_only_the_number_is_new()
    {
        var (first, firstToken) = TakeAndSee();
        var (second, secondToken) = TakeAndSee();

        Assert.Equal(NameOf(first), NameOf(second));
        Assert.NotEqual(first, second);
        Assert.True(secondToken > firstToken);
    }

    [Fact]
    public void The_handle_of_the_one_before_stays_what_it_was()
    {
        var first = _locks.Take("a");
        var token = first.FencingToken;
        Release(first);
        var second = _locks.Take("a");

        first.LetGo();
        _locks.Exchange();

        Assert.Equal((token, false, "/locks/a"), (first.FencingToken, first.IsHeld, first.Path));
        Assert.False(first.LostToken.IsCancellationRequested);
        Assert.True(second.IsHeld);
        Assert.Single(Nodes());
    }

    [Fact]
    public void While_the_delete_is_not_answered_the_next_has_another_name()
    {
        var first = _locks.Take("a");
        var name = NameOf(Nodes().Single());
        first.LetGo();

        var second = _locks.Take("a");

        Assert.NotEqual(name, NameOf(Nodes().Single()));
        Assert.True(second.IsHeld);
    }

    [Fact]
    public void After_a_delete_whose_answer_was_lost_it_has_another_name()
    {
        var first = _locks.Take("a");
        var name = NameOf(Nodes().Single());
        first.LetGo();
        _locks.Send();
        _locks.Reconnect();
        _locks.Exchange();
        Assert.Empty(Nodes());

        _locks.Take("a");

        Assert.NotEqual(name, NameOf(Nodes().Single()));
    }

    [Fact]
    public void In_a_new_session_it_has_another_name()
    {
        var (name, _) = TakeAndSee();
        _server.Expire(_locks.SessionId, default);
        _locks.Reconnect();
        _locks.Exchange();
        _locks.Reconnect();
        _locks.Exchange();

        _locks.Take("a");

        Assert.NotEqual(NameOf(name), NameOf(Nodes().Single()));
    }

    [Fact]
    public void A_create_whose_answer_was_lost_is_found_by_its_name_and_is_the_new_one()
    {
        var (_, token) = TakeAndSee();
        var asking = _locks.Ask("a");
        _locks.Send();
        _locks.Reconnect();
        _locks.Exchange();

        var handle = LocksOnPaper.HandleOf(asking);
        Assert.True(handle.IsHeld);
        Assert.True(handle.FencingToken > token);
        Assert.Equal(_server.State.Tree.Find($"/locks/a/{Nodes().Single()}")!.Czxid, handle.FencingToken);
    }

    private (string Node, long Token) TakeAndSee()
    {
        var handle = _locks.Take("a");
        var seen = (Nodes().Single(), handle.FencingToken);
        Release(handle);
        Assert.Empty(Nodes());
        return seen;
    }

    private void Release(LockHandle handle)
    {
        handle.LetGo();
        _locks.Exchange();
    }

    private HashSet<string> Nodes() => _server.State.Tree.Find("/locks/a")!.Children;

    private static string NameOf(string node) => node[..^10];
}
