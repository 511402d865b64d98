using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>What a session does for its lease, and when its recipes are told of it.</summary>
public sealed class SessionCoreLeaseTests
{
    private static readonly TimeSpan T = SessionOnPaper.Timeout;
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    private readonly SessionOnPaper _session = new();

    [Fact]
    public void A_write_sent_with_the_handshake_gives_the_lease_with_its_answer()
    {
        var delete = _session.SubmitDelete();
        _session.Connect();
        var sent = _session.Clock.Now;
        var wasHeld = false;
        _session.Owner.Then = () => wasHeld = _session.Core.Lease.IsValid;
        _session.Pass(TimeSpan.FromMilliseconds(10));
        _session.Accept();
        _session.Pass(TimeSpan.FromMilliseconds(10));

        _session.Answer(delete);

        // The recipe sees it already when it is told of the answer.
        Assert.True(wasHeld);
        Assert.Equal(sent + (T * 0.99), _session.Core.Lease.Until);
    }

    [Fact]
    public void Pings_and_reads_give_no_lease()
    {
        _session.Attach();
        for (var i = 0; i < 12; i++)
        {
            _session.Pass(T / 6);
            _session.AnswerPing();
            _session.Answer(_session.SubmitSync());
        }

        Assert.False(_session.Core.Lease.IsValid);
    }

    [Fact]
    public void A_ping_counts_from_when_it_was_sent_not_from_when_it_was_answered()
    {
        _session.Attach();
        _session.Pass(T / 6);
        var sent = _session.Clock.Now;
        _session.Pass(TimeSpan.FromMilliseconds(100));
        _session.AnswerPing();
        _session.Pass(T / 3);

        _session.Answer(_session.SubmitDelete());

        Assert.Equal(sent + (T * 0.99), _session.Core.Lease.Until);
    }

    [Fact]
    public void With_pings_every_sixth_an_idle_sessions_create_grants_at_once()
    {
        Leased();
        for (var i = 0; i < 12; i++)
        {
            _session.Pass(T / 6);
            _session.AnswerPing();
        }

        Assert.False(_session.Core.Lease.IsValid);

        _session.Answer(_session.SubmitDelete());

        Assert.True(_session.Core.Lease.IsValid);
    }

    [Fact]
    public void Quorum_heartbeats_every_sixth_keep_the_lease_running()
    {
        Leased();
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        for (var i = 0; i < 60; i++)
        {
            _session.Pass(T / 6);
            AnswerAll();
            Assert.True(_session.Core.Lease.IsValid);
        }

        Assert.DoesNotContain("lease ended", _session.Listener.TakeTold());
    }

    [Fact]
    public void A_throttled_answer_counts_for_nothing()
    {
        Leased();
        _session.Clock.Pass(T / 6);
        _session.Answer(_session.SubmitDelete().Xid, ZooKeeperError.ThrottledOp);
        _session.Clock.Pass(T / 3);
        _session.Answer(_session.SubmitDelete());

        // It would be proven by now.
        Assert.Equal(_session.Clock.Now - (T / 2) + (T * 0.99), _session.Core.Lease.Until);
    }

    [Fact]
    public void A_reattachment_with_a_smaller_time_out_ends_the_lease_earlier()
    {
        Leased();
        _session.Core.OnDisconnected();
        _session.Connect();
        var sent = _session.Clock.Now;
        var shorter = T / 2;
        _session.Pass(TimeSpan.FromMilliseconds(10));
        _session.Accept(shorter);
        _session.Listener.TakeTold();

        Assert.Equal(sent + (shorter * 0.99), _session.Core.Lease.Until);
        _session.Core.OnDisconnected();
        _session.Listener.TakeTold();
        _session.Pass(sent + (shorter * 0.99) - _session.Clock.Now);
        Assert.Equal(["lease ended"], _session.Listener.TakeTold());
    }

    [Fact]
    public void The_timekeeper_is_awake_when_the_lease_ends()
    {
        Leased();

        _session.Core.OnDisconnected();

        Assert.Equal(_session.Core.Lease.Until, _session.Core.NextDue);
    }

    [Fact]
    public void What_one_session_was_asked_for_the_next_one_is_not()
    {
        _session.Attach();
        _session.Core.RequireLease();
        _session.Core.OnDisconnected();
        _session.Connect();
        _session.Refuse();
        _session.Core.OnDisconnected();

        _session.Attach();
        _session.Answer(_session.SubmitDelete());

        Assert.True(_session.Core.Lease.IsValid);
        Assert.Empty(_session.Listener.TakeTold());
    }

    [Fact]
    public void The_recipes_are_told_once_when_the_lease_ends()
    {
        Leased();

        _session.Core.OnDisconnected();
        _session.Pass((T * 0.99) - OneMillisecond);
        Assert.Equal(["detached"], _session.Listener.TakeTold());
        _session.Pass(OneMillisecond);
        Assert.Equal(["lease ended"], _session.Listener.TakeTold());
        _session.Pass(T / 6);
        Assert.Empty(_session.Listener.TakeTold());
    }

    [Fact]
    public void The_recipes_are_told_of_the_leases_end_before_the_sessions()
    {
        Leased();
        _session.Core.OnDisconnected();
        _session.Connect();
        _session.Listener.TakeTold();

        _session.Refuse();

        Assert.Equal(["lease ended", "expired"], _session.Listener.TakeTold());
    }

    [Fact]
    public void Behind_a_fresh_handshake_one_quorum_operation_grants_the_lease()
    {
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        _session.Attach();

        _session.Core.RequireLease();
        var sent = _session.TakeFrames();
        Assert.Empty(_session.Listener.TakeTold());
        _session.Answer(sent.Single().Header!.Value.Xid);

        Assert.Equal(["lease granted"], _session.Listener.TakeTold());
    }

    [Fact]
    public void Where_all_answers_are_too_old_a_second_operation_d_after_the_first_ones_answer_grants_the_lease()
    {
        Leased();
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        _session.Clock.Jump(T);
        _session.Core.Advance();
        AnswerAll();
        var firstAnswered = _session.Clock.Now;
        Assert.Equal(["lease ended"], _session.Listener.TakeTold());

        while (_session.Listener.TakeTold().Length == 0)
        {
            _session.Pass(TimeSpan.FromMilliseconds(100));
            AnswerAll();
            Assert.True(_session.Clock.Now < firstAnswered + T);
        }

        Assert.True(_session.Core.Lease.IsValid);
        Assert.Equal(T / 3, _session.Clock.Now - firstAnswered);
    }

    [Fact]
    public void A_lease_is_asked_for_when_there_is_no_connection_and_granted_on_the_next()
    {
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        _session.Core.RequireLease();
        _session.Connect();
        _session.Accept();
        Assert.Equal(["handshake", "1 Delete"], _session.TakeSent());

        _session.Answer(1);

        Assert.Equal(["attached, new", "lease granted"], _session.Listener.TakeTold());
    }

    [Fact]
    public void A_lease_is_granted_once()
    {
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        _session.Attach();
        _session.Core.RequireLease();
        _session.Core.RequireLease();
        AnswerAll();

        Assert.Equal(["lease granted"], _session.Listener.TakeTold());
        _session.Pass(T / 6);
        AnswerAll();
        Assert.Empty(_session.Listener.TakeTold());
    }

    [Fact]
    public void After_a_jump_of_the_clock_a_quorum_is_asked_at_once()
    {
        Leased();
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        _session.TakeSent();

        _session.Clock.Jump(T / 3);
        _session.Core.Advance();

        Assert.False(_session.Core.Lease.IsValid);
        var sent = _session.TakeFrames();
        Assert.Contains(sent, frame => frame.Header!.Value.OpCode == ZooKeeper.Wire.OpCode.Delete);
        _session.Answer(sent[0].Header!.Value.Xid);
        Assert.True(_session.Core.Lease.IsValid);
    }

    [Fact]
    public void A_heartbeat_waits_a_little_if_it_can_prove_another_answer_then()
    {
        Leased();
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        var late = TimeSpan.FromMilliseconds(20);
        PassAnswering(T / 3, late);

        _session.Pass((T / 6) - OneMillisecond);
        Assert.Empty(_session.TakeSent());
        _session.Pass(OneMillisecond + late);

        // The one before the last was answered d ago, so it counts now.
        var sent = Assert.Single(_session.TakeFrames());
        Assert.Equal("Delete", sent.Header!.Value.OpCode.ToString());
        _session.Answer(sent.Header.Value.Xid);
        Assert.InRange(_session.Core.Lease.Until, _session.Clock.Now - (T / 3) - (late * 2) + (T * 0.99), _session.Clock.Now - (T / 3) + (T * 0.99));
    }

    [Fact]
    public void Attached_again_a_lease_that_runs_is_renewed_at_once()
    {
        Leased();
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        _session.Core.OnDisconnected();
        _session.Connect();
        _session.Accept();

        Assert.Equal(["handshake", "2 Delete"], _session.TakeSent());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(400)]
    public void A_connection_that_hangs_costs_no_lease(int answersAfter)
    {
        var late = TimeSpan.FromMilliseconds(answersAfter);
        Leased();
        _session.Listener.Heartbeat = () => new DeleteOperation(_session.Owner, "/heartbeat");
        PassAnswering(T * 3, late);

        // Now nobody answers any more.
        while (_session.Core.Breakage is null)
        {
            _session.Pass(OneMillisecond);
            Assert.True(_session.Core.Lease.IsValid);
        }

        _session.Core.OnDisconnected();
        _session.TakeSent();
        _session.Connect();
        _session.Accept();
        AnswerAll();
        Assert.True(_session.Core.Lease.IsValid);
        Assert.Equal(_session.Clock.Now + (T * 0.99), _session.Core.Lease.Until);
    }

    /// <summary>Lets time pass with a server that answers everything so much later.</summary>
    private void PassAnswering(TimeSpan time, TimeSpan late)
    {
        for (var end = _session.Clock.Now + time; _session.Clock.Now < end;)
        {
            _session.Pass(OneMillisecond);
            if (!_session.Core.Output.IsEmpty)
            {
                _session.Pass(late);
                AnswerAll();
            }
        }
    }

    private void Leased()
    {
        _session.Attach();
        _session.Answer(_session.SubmitDelete());
        _session.TakeSent();
        _session.Listener.TakeTold();
        Assert.True(_session.Core.Lease.IsValid);
    }

    private void AnswerAll()
    {
        foreach (var frame in _session.TakeFrames().Where(frame => frame.Header is not null))
        {
            _session.Answer(frame.Header!.Value.Xid);
        }
    }
}
