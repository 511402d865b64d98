using QuickStart.Fleet;
using QuickStart.Workers;

namespace QuickStart.Tests;

public sealed class VerdictTests
{
    [Fact]
    public void Turns_one_after_the_other_are_good()
    {
        var journal = new Journal().Turn(1, 0, 1, 2, token: 5).Turn(2, 0, 2, 3, token: 7).Turn(1, 2, 4, 5, token: 9);

        Assert.Equal(new Verdict(Runs: 3, Overlaps: 0, Killed: 0, TokensGrow: true), Verdict.On(journal));
        Assert.True(Verdict.On(journal).IsGood);
    }

    [Fact]
    public void Two_holders_at_one_time_are_an_overlap()
    {
        var verdict = Verdict.On(new Journal().Turn(1, 0, 1, 2, token: 5).Turn(2, 0, 1.9, 3, token: 7));

        Assert.Equal(1, verdict.Overlaps);
        Assert.False(verdict.IsGood);
    }

    [Fact]
    public void Short_turns_within_a_long_one_are_an_overlap_each()
    {
        var verdict = Verdict.On(new Journal().Turn(1, 0, 1, 9, token: 1).Turn(2, 0, 2, 3, token: 2).Turn(3, 0, 4, 5, token: 3));

        Assert.Equal(2, verdict.Overlaps);
    }

    [Fact]
    public void A_holder_who_never_ended_overlaps_whoever_comes_after()
    {
        var journal = new Journal()
            .Event(1, WorkerEventKind.Asks, 0)
            .Event(1, WorkerEventKind.Got, 1, number: 5)
            .Turn(2, 0, 3, 4, token: 7);

        Assert.Equal(new Verdict(Runs: 1, Overlaps: 1, Killed: 0, TokensGrow: true), Verdict.On(journal));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 4)]
    public void A_token_that_does_not_grow_is_seen(long first, long second)
    {
        var verdict = Verdict.On(new Journal().Turn(1, 0, 1, 2, first).Turn(2, 0, 2, 3, second));

        Assert.False(verdict.TokensGrow);
        Assert.False(verdict.IsGood);
    }

    [Fact]
    public void Tokens_are_compared_in_the_order_of_the_holders_not_of_the_askers()
    {
        var journal = new Journal().Turn(1, 0, 3, 4, token: 7).Turn(2, 1, 1, 2, token: 5);

        Assert.True(Verdict.On(journal).TokensGrow);
    }

    [Fact]
    public void A_killed_holder_is_no_run_and_holds_until_it_is_gone()
    {
        var journal = new Journal()
            .Event(1, WorkerEventKind.Asks, 0)
            .Event(1, WorkerEventKind.Got, 1, number: 5)
            .Kill(1, 2);

        Assert.Equal(new Verdict(Runs: 1, Overlaps: 0, Killed: 1, TokensGrow: true), Verdict.On(journal.Turn(2, 0, 2, 3, token: 7)));
        Assert.Equal(1, Verdict.On(journal.Turn(3, 0, 1.5, 1.8, token: 9)).Overlaps);
    }

    [Fact]
    public void A_worker_killed_between_two_turns_loses_no_run()
    {
        var journal = new Journal().Turn(1, 0, 1, 2, token: 5).Kill(1, 2.5);

        Assert.Equal(new Verdict(Runs: 1, Overlaps: 0, Killed: 1, TokensGrow: true), Verdict.On(journal));
    }
}
