using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>Heartbeats, nudges, time-outs and the course of the lease; T is 6 s.</summary>
public sealed class SessionCoreTimingTests
{
    private static readonly TimeSpan T = SessionOnPaper.Timeout;
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    private readonly SessionOnPaper _session = new();

    [Fact]
    public void An_idle_session_pings_every_sixth_of_its_time_out()
    {
        _session.Attach();

        _session.Pass((T / 6) - OneMillisecond);
        Assert.Empty(_session.TakeSent());
        _session.Pass(OneMillisecond);
        Assert.Equal(["-2 Ping"], _session.TakeSent());
        _session.AnswerPing();
        _session.Pass(T / 6);
        Assert.Equal(["-2 Ping"], _session.TakeSent());
    }

    [Fact]
    public void The_heartbeat_is_what_the_recipes_make_it()
    {
        _session.Attach();
        _session.Listener.Heartbeat = () => new MultiOperation(_session.Owner, [new MultiStep.Check("/a")]);

        _session.Pass(T / 6);

        Assert.Equal(["1 Multi"], _session.TakeSent());
    }

    [Fact]
    public void Requests_do_not_put_off_the_heartbeat()
    {
        _session.Attach();
        _session.Pass(T / 12);
        _session.Answer(_session.SubmitDelete());
        _session.TakeSent();

        _session.Pass(T / 12);

        Assert.Equal(["-2 Ping"], _session.TakeSent());
    }

    [Fact]
    public void The_heartbeat_follows_the_negotiated_time_out()
    {
        _session.Attach(TimeSpan.FromSeconds(3));

        _session.Pass(TimeSpan.FromSeconds(0.5));

        Assert.Equal(["-2 Ping"], _session.TakeSent());
    }

    [Fact]
    public void A_request_unanswered_for_100_ms_is_followed_by_one_ping()
    {
        _session.Attach();
        _session.SubmitDelete();
        _session.TakeSent();

        _session.Pass(TimeSpan.FromMilliseconds(99));
        Assert.Empty(_session.TakeSent());
        _session.Pass(OneMillisecond);
        Assert.Equal(["-2 Ping"], _session.TakeSent());
        _session.AnswerPing();
        _session.Pass(TimeSpan.FromMilliseconds(500));
        Assert.Empty(_session.TakeSent());
    }

    [Fact]
    public void Each_oldest_request_gets_its_ping()
    {
        _session.Attach();
        var first = _session.SubmitDelete();
        _session.Pass(TimeSpan.FromMilliseconds(50));
        _session.SubmitDelete();
        _session.Pass(TimeSpan.FromMilliseconds(50));
        Assert.Equal(["1 Delete", "2 Delete", "-2 Ping"], _session.TakeSent());

        _session.Answer(first);
        _session.Pass(TimeSpan.FromMilliseconds(50));

        Assert.Equal(["-2 Ping"], _session.TakeSent());
    }

    [Fact]
    public void A_request_that_is_made_again_gets_its_ping_again()
    {
        _session.Attach();
        var request = _session.SubmitDelete();
        _session.Pass(TimeSpan.FromMilliseconds(100));
        _session.Core.OnDisconnected();
        _session.Attach();

        _session.Core.Submit(request);
        _session.Pass(TimeSpan.FromMilliseconds(100));

        Assert.Equal(["2 Delete", "-2 Ping"], _session.TakeSent());
    }

    [Fact]
    public void A_request_answered_in_time_is_followed_by_no_ping()
    {
        _session.Attach();
        _session.Answer(_session.SubmitDelete());
        _session.TakeSent();

        _session.Pass(TimeSpan.FromMilliseconds(500));

        Assert.Empty(_session.TakeSent());
    }

    [Fact]
    public void A_request_unanswered_for_a_third_of_the_time_out_breaks_the_connection()
    {
        _session.Attach();
        _session.SubmitDelete();

        _session.Pass((T / 3) - OneMillisecond);
        Assert.Null(_session.Core.Breakage);
        _session.Pass(OneMillisecond);

        Assert.Equal("no answer for 2 s", _session.Core.Breakage);
    }

    [Fact]
    public void A_ping_that_went_down_with_its_connection_is_not_waited_for_on_the_next()
    {
        _session.Attach();
        _session.Pass(SessionOnPaper.Timeout / 6);
        Assert.Equal(["-2 Ping"], _session.TakeSent());
        _session.Core.OnDisconnected();
        _session.Pass(SessionOnPaper.Timeout / 3);

        _session.Attach();
        _session.Core.Advance();

        Assert.Null(_session.Core.Breakage);
    }

    [Fact]
    public void A_ping_unanswered_for_a_third_of_the_time_out_breaks_the_connection()
    {
        _session.Attach();

        _session.Pass((T / 6) + (T / 3));

        Assert.Equal("no answer for 2 s", _session.Core.Breakage);
    }

    [Theory]
    [InlineData(1, 3000)]
    [InlineData(2, 1500)]
    [InlineData(10, 1000)]
    public void A_handshake_has_half_of_the_time_out_shared_among_the_servers(int servers, int milliseconds)
    {
        var session = new SessionOnPaper(new SessionOptions { Timeout = T, Servers = servers });
        session.Connect();

        session.Pass(TimeSpan.FromMilliseconds(milliseconds) - OneMillisecond);
        Assert.Null(session.Core.Breakage);
        session.Pass(OneMillisecond);

        Assert.NotNull(session.Core.Breakage);
    }

    [Theory]
    [InlineData(0, 3000)]
    [InlineData(1, 1500)]
    [InlineData(5, 1000)]
    public void Each_address_of_a_server_has_its_share(int otherAddresses, int milliseconds)
    {
        _session.Core.OnConnecting(otherAddresses);

        _session.Pass(TimeSpan.FromMilliseconds(milliseconds) - OneMillisecond);
        Assert.Null(_session.Core.Breakage);
        _session.Pass(OneMillisecond);

        Assert.NotNull(_session.Core.Breakage);
    }

    [Theory]
    [InlineData(1, 2000)]
    [InlineData(2, 1000)]
    public void All_servers_are_tried_before_who_waits_for_one_has_waited_long_enough(int servers, int milliseconds)
    {
        var session = new SessionOnPaper(new SessionOptions { Timeout = T, Servers = servers, ConnectTimeout = TimeSpan.FromSeconds(3) });
        session.Core.OnConnecting();

        session.Pass(TimeSpan.FromMilliseconds(milliseconds) - OneMillisecond);
        Assert.Null(session.Core.Breakage);
        session.Pass(OneMillisecond);

        Assert.NotNull(session.Core.Breakage);
    }

    [Fact]
    public void Opening_the_connection_counts_for_the_handshakes_time()
    {
        _session.Core.OnConnecting();

        _session.Pass(T / 2);

        Assert.NotNull(_session.Core.Breakage);
    }

    [Fact]
    public void A_connection_that_opens_too_late_sends_nothing()
    {
        _session.Core.OnConnecting();
        _session.Pass(T / 2);

        _session.Core.OnConnected();

        Assert.True(_session.Core.Output.IsEmpty);
    }

    [Fact]
    public void Deadlines_run_when_due_in_their_order()
    {
        var ran = new List<string>();
        _session.Core.Schedule(new Appointment(() => ran.Add("second")), _session.Clock.Now + TimeSpan.FromSeconds(2));
        _session.Core.Schedule(new Appointment(() => ran.Add("first")), _session.Clock.Now + TimeSpan.FromSeconds(1));
        var cancelled = new Appointment(() => ran.Add("cancelled"));
        _session.Core.Schedule(cancelled, _session.Clock.Now + TimeSpan.FromSeconds(1));
        _session.Core.Unschedule(cancelled);

        Assert.Equal(_session.Clock.Now + TimeSpan.FromSeconds(1), _session.Core.NextDue);
        _session.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal(["first", "second"], ran);
    }

    [Fact]
    public void The_clock_is_told_from_which_length_on_a_step_is_a_jump()
    {
        _session.Attach(TimeSpan.FromSeconds(4));

        Assert.Equal(TimeSpan.FromSeconds(1), _session.Clock.JumpThreshold);
    }

    private sealed class Appointment(Action action) : Deadline
    {
        public override void OnDue() => action();
    }
}
