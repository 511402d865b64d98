using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>The checks find what they are for.</summary>
public sealed class CheckTests
{
    [Fact]
    public void Holds_of_one_lock_at_one_time_are_found()
    {
        Hold[] holds = [Held("a", 1, 5), Held("a", 4, 6), Held("b", 2, 3)];

        Assert.Single(Overlaps.Find(holds));
    }

    [Fact]
    public void A_hold_within_a_longer_one_is_found_though_others_lie_between()
    {
        Hold[] holds = [Held("a", 1, 10), Held("a", 2, 3), Held("a", 8, 9)];

        Assert.Equal(2, Overlaps.Find(holds).Count);
    }

    [Fact]
    public void Holds_that_follow_one_another_are_no_overlap()
    {
        Hold[] holds = [Held("a", 4, 6), Held("a", 1, 4), Held("b", 1, 6)];

        Assert.Empty(Overlaps.Find(holds));
    }

    [Fact]
    public void A_token_that_does_not_grow_is_found()
    {
        Hold[] holds = [Held("a", 1, 2, token: 7), Held("a", 3, 4, token: 7), Held("a", 5, 6, token: 8), Held("b", 2, 3, token: 1)];

        Assert.Single(TokenOrder.FindRegressions(holds));
    }

    [Fact]
    public void A_hold_lasts_from_the_first_to_the_last_time_it_was_seen()
    {
        var history = new History();
        Tell(history, 1, JournalEvent.Asks);
        Tell(history, 2, JournalEvent.Got);
        Tell(history, 3, JournalEvent.Has);
        Tell(history, 4, JournalEvent.Has);
        Tell(history, 9, JournalEvent.Released);

        var hold = Assert.Single(history.Holds);
        Assert.Equal((Second(2), Second(4)), (hold.From, hold.Until));
        Assert.Empty(history.Unanswered);
    }

    [Fact]
    public void Who_asks_and_is_told_nothing_is_found()
    {
        var history = new History();
        Tell(history, 1, JournalEvent.Asks);

        Assert.Single(history.Unanswered);
    }

    [Fact]
    public void A_write_that_is_refused_to_a_holder_is_a_failure_unless_its_session_was_ended_from_outside()
    {
        var history = new History();
        Tell(history, 2, JournalEvent.RefusedHeld);
        Assert.Single(history.Failures);

        history.Add(new EndedSession("process", Second(3), Zxid: 8));
        Assert.Single(history.Failures);

        history.Add(new EndedSession("process", Second(1), Zxid: 7));
        Assert.Single(history.Failures);

        history.Add(new EndedSession("process", Second(1), Zxid: 8));
        Assert.Empty(history.Failures);
    }

    [Fact]
    public void A_hold_counts_until_its_session_was_ended_from_outside()
    {
        var history = new History();
        history.Add(Held("a", 1, 5, token: 7));
        history.Add(Held("a", 1, 5, token: 9));

        history.Add(new EndedSession("process", Second(3), Zxid: 8));

        Assert.Equal([Second(3), Second(5)], history.Holds.Select(hold => hold.Until));
    }

    [Fact]
    public void A_line_of_the_journal_can_be_read_again()
    {
        var line = new JournalLine(Second(3), JournalEvent.Failed, Locker: 5, "a", Token: 1L << 40, "more than one word");

        Assert.Equal(line, JournalLine.TryParse(line.ToString()));
        Assert.Null(JournalLine.TryParse("something else"));
    }

    private static Hold Held(string name, int from, int until, long token = 1) => new("process", "locker", name, token, Second(from), Second(until));

    private static void Tell(History history, int time, JournalEvent happened) =>
        history.Add("process", new JournalLine(Second(time), happened, Locker: 1, "a", Token: 7));

    private static TimeSpan Second(int second) => TimeSpan.FromSeconds(second);
}
