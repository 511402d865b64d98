using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>The rule of the lease, sentence by sentence; T is 6 s, and so d 2 s. All times count from the handshake's sending.</summary>
public sealed class SessionLeaseTests
{
    private static readonly TimeSpan T = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan D = T / 3;
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    private readonly ManualClock _clock = new();
    private readonly TimeSpan _start;
    private readonly SessionLease _lease;

    public SessionLeaseTests()
    {
        _start = _clock.Now;
        _lease = new SessionLease(_clock);
    }

    [Fact]
    public void There_is_no_lease_before_a_session()
    {
        Assert.False(_lease.IsValid);
        Assert.True(_lease.Until < TimeSpan.Zero);
    }

    [Fact]
    public void Nothing_is_left_of_it_before_it_begins_and_after_it_has_ended()
    {
        Assert.Equal(TimeSpan.Zero, _lease.Left);
        Attached();
        Assert.Equal(_lease.Until - _clock.Now, _lease.Left);

        _clock.Pass(T);
        Assert.Equal(TimeSpan.Zero, _lease.Left);
        _lease.End();
        Assert.Equal(TimeSpan.Zero, _lease.Left);
    }

    [Fact]
    public void A_handshake_alone_gives_no_lease()
    {
        _lease.OnAttached(_start, isNewSession: true, T, serverTick: null);

        Assert.False(_lease.IsValid);
    }

    [Fact]
    public void A_handshake_counts_as_soon_as_any_quorum_commit_behind_it_is_answered()
    {
        _lease.OnAttached(_start, isNewSession: true, T, serverTick: null);
        _clock.Pass(Seconds(0.001));

        _lease.OnProven(_start);

        Assert.True(_lease.IsValid);
        Assert.Equal(_start + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void A_handshake_counts_from_when_it_was_sent_not_from_when_it_was_answered()
    {
        _clock.Pass(Seconds(1));
        _lease.OnAttached(_start, isNewSession: true, T, serverTick: null);

        _lease.OnProven(_start);

        Assert.Equal(_start + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void An_answer_counts_once_a_quorum_operation_sent_d_after_it_is_answered()
    {
        Attached();
        _lease.OnAnswered(sent: At(1), answered: At(1.5));

        _lease.OnProven(sent: At(1.5) + D);

        Assert.Equal(At(1) + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void A_quorum_operation_sent_earlier_proves_nothing_about_an_answer()
    {
        Attached();
        _lease.OnAnswered(sent: At(1), answered: At(1.5));

        _lease.OnProven(sent: At(1.5) + D - OneTick);

        Assert.Equal(_start + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void An_answered_quorum_operation_does_not_prove_itself()
    {
        Attached();

        _lease.OnProven(sent: At(1));
        _lease.OnAnswered(sent: At(1), answered: At(1.1));

        Assert.Equal(_start + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void Of_several_answers_the_latest_that_is_proven_counts()
    {
        Attached();
        _lease.OnAnswered(At(1), At(1.1));
        _lease.OnAnswered(At(2), At(2.1));
        _lease.OnAnswered(At(3), At(3.1));

        _lease.OnProven(sent: At(4.1));

        Assert.Equal(At(2) + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void An_answer_that_is_not_proven_yet_can_be_proven_later()
    {
        Attached();
        _lease.OnAnswered(At(1), At(1.1));
        _lease.OnAnswered(At(2), At(2.1));
        _lease.OnProven(sent: At(3.1));

        _lease.OnProven(sent: At(4.1));

        Assert.Equal(At(2) + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void Only_operations_on_the_same_connection_prove_an_answer()
    {
        Attached();
        _lease.OnAnswered(sent: At(1), answered: At(1.1));
        _lease.OnAttached(handshakeSent: At(2), isNewSession: false, T, serverTick: null);

        _lease.OnProven(sent: At(5));

        // The new handshake's own, not more.
        Assert.Equal(At(2) + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void The_lease_survives_a_reattachment()
    {
        Attached();

        _lease.OnAttached(handshakeSent: At(3), isNewSession: false, T, serverTick: null);

        Assert.Equal(_start + (T * 0.99), _lease.Until);
        Assert.True(_lease.IsValid);
    }

    [Fact]
    public void A_new_session_has_no_lease_from_the_old()
    {
        Attached();

        _lease.OnAttached(handshakeSent: At(3), isNewSession: true, T, serverTick: null);

        Assert.False(_lease.IsValid);
    }

    [Fact]
    public void A_reattachment_with_a_smaller_time_out_cuts_the_lease()
    {
        Attached();

        _lease.OnAttached(handshakeSent: At(1), isNewSession: false, Seconds(3), serverTick: null);

        Assert.Equal(At(1) + Seconds(2.97), _lease.Until);
    }

    [Fact]
    public void A_reattachment_with_a_smaller_time_out_never_makes_the_lease_longer()
    {
        Attached();

        _lease.OnAttached(handshakeSent: At(5.9), isNewSession: false, Seconds(5), serverTick: null);

        Assert.Equal(_start + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void After_a_smaller_time_out_operations_count_for_it()
    {
        Attached();
        _lease.OnAttached(handshakeSent: At(1), isNewSession: false, Seconds(3), serverTick: null);
        _lease.OnAnswered(sent: At(2), answered: At(2));

        _lease.OnProven(sent: At(3));

        Assert.Equal(At(2) + Seconds(2.97), _lease.Until);
    }

    [Fact]
    public void The_end_of_the_session_ends_the_lease()
    {
        Attached();

        _lease.End();

        Assert.False(_lease.IsValid);
    }

    [Fact]
    public void The_lease_is_compared_with_the_clock_at_each_call()
    {
        Attached();

        _clock.Pass((T * 0.99) - OneTick);
        Assert.True(_lease.IsValid);
        _clock.Pass(OneTick);
        Assert.False(_lease.IsValid);
    }

    [Fact]
    public void A_late_proof_never_shortens_the_lease()
    {
        Attached();
        _lease.OnAnswered(At(1), At(1.1));
        _lease.OnProven(At(4));
        var until = _lease.Until;

        _lease.OnProven(At(4.5));

        Assert.Equal(until, _lease.Until);
    }

    [Fact]
    public void After_a_jump_of_the_clock_it_is_in_doubt_until_a_quorum_answers()
    {
        Attached();
        _clock.Jump(Seconds(2));
        Assert.False(_lease.IsValid);
        Assert.True(_lease.IsInDoubt);

        _lease.OnProven(sent: _clock.Now);

        Assert.True(_lease.IsValid);
    }

    [Fact]
    public void What_was_sent_before_the_jump_does_not_end_the_doubt()
    {
        Attached();
        var before = _clock.Now;
        _clock.Jump(Seconds(2));

        _lease.OnProven(sent: before);

        Assert.False(_lease.IsValid);
    }

    [Fact]
    public void Answers_that_prove_no_quorum_do_not_end_the_doubt()
    {
        Attached();
        _clock.Jump(Seconds(2));

        _lease.OnAnswered(_clock.Now, _clock.Now);

        Assert.False(_lease.IsValid);
    }

    [Fact]
    public void A_jump_beyond_the_lease_ends_it_whoever_answers()
    {
        Attached();
        _clock.Jump(T);

        _lease.OnProven(sent: _clock.Now);

        Assert.False(_lease.IsValid);
    }

    [Fact]
    public void A_server_with_a_long_tick_needs_more_time_between_answer_and_proof()
    {
        // d = tick/2 + T/12.
        var d = Seconds(2.5) + (T / 12);
        _lease.OnAttached(_start, isNewSession: true, T, serverTick: Seconds(5));
        _lease.OnProven(_start);
        _lease.OnAnswered(At(1), At(1));

        _lease.OnProven(At(1) + d - OneTick);
        Assert.Equal(_start + (T * 0.99), _lease.Until);
        _lease.OnProven(At(1) + d);
        Assert.Equal(At(1) + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void A_server_with_a_short_tick_needs_no_less()
    {
        _lease.OnAttached(_start, isNewSession: true, T, serverTick: Seconds(0.1));
        _lease.OnProven(_start);
        _lease.OnAnswered(At(1), At(1));

        _lease.OnProven(At(1) + D - OneTick);

        Assert.Equal(_start + (T * 0.99), _lease.Until);
    }

    [Fact]
    public void Says_when_the_next_proof_would_be_of_use()
    {
        Assert.Equal(TimeSpan.MaxValue, _lease.NextUsefulProof);

        _lease.OnAttached(_start, isNewSession: true, T, serverTick: null);
        Assert.Equal(_start, _lease.NextUsefulProof);

        _lease.OnProven(_start);
        Assert.Equal(TimeSpan.MaxValue, _lease.NextUsefulProof);

        _lease.OnAnswered(At(1), At(1.5));
        Assert.Equal(At(1.5) + D, _lease.NextUsefulProof);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Never_promises_more_than_the_rule_and_little_less(int seed)
    {
        var random = new Random(seed);
        var operations = new List<(TimeSpan Sent, TimeSpan Answered)>();
        Attached();
        var allowed = _start + (T * 0.99);
        var sent = _start;
        var answered = _start;
        for (var i = 0; i < 5000; i++)
        {
            // Operations are answered in the order in which they were sent.
            sent += Seconds(random.NextDouble() * (random.Next(20) == 0 ? 3 : 0.05));
            answered = Max(answered, sent + Seconds(random.NextDouble() * 0.5));
            if (random.Next(3) == 0)
            {
                allowed = operations.Where(operation => operation.Answered + D <= sent).Select(operation => operation.Sent + (T * 0.99)).Append(allowed).Max();
                _lease.OnProven(sent);

                // Of many answers within a short time one is kept.
                Assert.InRange(_lease.Until, allowed - (D / 16), allowed);
            }

            operations.Add((sent, answered));
            _lease.OnAnswered(sent, answered);
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private TimeSpan At(double seconds) => _start + Seconds(seconds);

    private void Attached()
    {
        _lease.OnAttached(_start, isNewSession: true, T, serverTick: null);
        _lease.OnProven(_start);
    }
}
