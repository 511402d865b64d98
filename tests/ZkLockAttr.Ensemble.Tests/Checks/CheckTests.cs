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
    public void Readers_may_hold_together_but_not_with_a_writer()
    {
        Hold[] readers = [Reader("a", 1, 5, token: 1), Reader("a", 2, 9, token: 2), Reader("a", 3, 4, token: 3)];

        Assert.Empty(Overlaps.Find(readers));
        Assert.Single(Overlaps.Find([.. readers, Held("a", 8, 10, token: 4)]));
        Assert.Single(Overlaps.Find([Held("a", 0, 2, token: 0), .. readers]));
    }

    [Fact]
    public void A_writers_token_grows_beyond_readers_and_a_readers_beyond_writers_only()
    {
        Hold[] ahead = [Reader("a", 1, 2, token: 6), Reader("a", 1, 3, token: 5), Reader("a", 2, 4, token: 4)];

        Assert.Empty(TokenOrder.FindRegressions([.. ahead, Held("a", 5, 6, token: 7)]));
        Assert.Single(TokenOrder.FindRegressions([.. ahead, Held("a", 5, 6, token: 5)]));
        Assert.Single(TokenOrder.FindRegressions([Held("a", 0, 1, token: 7), Reader("a", 5, 6, token: 6)]));
    }

    [Fact]
    public void A_token_may_come_again_where_a_lock_is_handed_over_and_nobody_elses_is_between()
    {
        Hold[] handedOver = [HandedOver("a", 1, 2, token: 5), HandedOver("a", 3, 4, token: 5)];

        Assert.Empty(TokenOrder.FindRegressions(handedOver));
        Assert.Single(TokenOrder.FindRegressions([.. handedOver, Held("a", 5, 6, token: 5)]));
        Assert.Single(TokenOrder.FindRegressions([.. handedOver, HandedOver("a", 5, 6, token: 5) with { Process = "another" }]));
        Assert.Single(TokenOrder.FindRegressions([handedOver[0], Held("a", 2, 3, token: 6), handedOver[1]]));
    }

    [Fact]
    public void A_downgraded_lock_keeps_its_token()
    {
        Hold[] downgraded = [Held("a", 1, 2, token: 5), Reader("a", 3, 4, token: 5)];

        Assert.Empty(TokenOrder.FindRegressions(downgraded));
        Assert.Single(TokenOrder.FindRegressions([.. downgraded, Reader("a", 3, 4, token: 5) with { Holder = "somebody else" }]));
    }

    [Fact]
    public void More_places_at_one_time_than_a_semaphore_has_are_found()
    {
        Hold[] holds = [Place("a", 1, 4, token: 1), Place("a", 2, 5, token: 2), Place("a", 4, 6, token: 3), Place("b", 1, 6, token: 4)];

        Assert.Empty(Places.FindCrowds(holds, maxCount: 2));
        Assert.Single(Places.FindCrowds([.. holds, Place("a", 5, 6, token: 5), Place("a", 4, 5, token: 6)], maxCount: 2));
    }

    [Fact]
    public void A_node_in_two_processes_is_found_and_a_place_for_two_callers()
    {
        Hold[] readers = [Reader("a", 1, 4, token: 1), Reader("a", 2, 5, token: 1)];
        Hold[] places = [Place("a", 1, 2, token: 2), Place("a", 3, 4, token: 2)];

        Assert.Empty(Nodes.FindSharedAmiss([.. readers, .. places]));
        Assert.Single(Nodes.FindSharedAmiss([readers[0], readers[1] with { Process = "another" }]));
        Assert.Single(Nodes.FindSharedAmiss([.. places, Place("a", 1, 2, token: 2)]));
    }

    [Fact]
    public void What_has_happened_of_each_kind_is_counted()
    {
        Hold[] holds =
        [
            HandedOver("a", 1, 2, token: 1), HandedOver("a", 2, 3, token: 1), HandedOver("a", 3, 4, token: 1), HandedOver("a", 4, 5, token: 2),
            Held("b", 1, 2, token: 3), Reader("b", 3, 6, token: 3), Reader("b", 5, 6, token: 4), Reader("c", 1, 9, token: 5),
            Place("d", 1, 3, token: 6), Place("d", 3, 4, token: 7),
        ];

        Assert.Equal(new Variety(HandOvers: 2, Downgrades: 1, MostReaders: 2, MostPlaces: 1), Variety.Of(holds));
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
        var line = new JournalLine(Second(3), JournalEvent.Failed, Locker: 5, "a", Token: 1L << 40, HoldKind.HandedOver, "more than one word");

        Assert.Equal(line, JournalLine.TryParse(line.ToString()));
        Assert.Null(JournalLine.TryParse("something else"));
    }

    private static Hold Held(string name, int from, int until, long token = 1) =>
        new("process", "locker", name, HoldKind.Exclusive, token, Second(from), Second(until));

    private static Hold Reader(string name, int from, int until, long token) => Held(name, from, until, token) with { Kind = HoldKind.Shared };

    private static Hold HandedOver(string name, int from, int until, long token) => Held(name, from, until, token) with { Kind = HoldKind.HandedOver };

    private static Hold Place(string name, int from, int until, long token) => Held(name, from, until, token) with { Kind = HoldKind.Place };

    private static void Tell(History history, int time, JournalEvent happened) =>
        history.Add("process", new JournalLine(Second(time), happened, Locker: 1, "a", Token: 7));

    private static TimeSpan Second(int second) => TimeSpan.FromSeconds(second);
}
