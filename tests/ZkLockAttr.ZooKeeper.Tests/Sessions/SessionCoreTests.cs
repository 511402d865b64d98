using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>Handshakes, requests and their answers, drops and expiry.</summary>
public sealed class SessionCoreTests
{
    private readonly SessionOnPaper _session = new();

    [Fact]
    public void Wants_no_connection_before_anybody_asks_for_something()
    {
        Assert.False(_session.Core.WantsConnection);
        Assert.Equal(TimeSpan.MaxValue, _session.Core.NextDue);

        _session.SubmitDelete();

        Assert.True(_session.Core.WantsConnection);
    }

    [Fact]
    public void Handshake_and_requests_go_out_together()
    {
        _session.SubmitDelete();
        _session.SubmitSync();

        _session.Connect();

        Assert.Equal(["handshake", "1 Delete", "2 Sync"], _session.TakeSent());
    }

    [Fact]
    public void Requests_made_before_the_handshake_is_answered_follow_it()
    {
        _session.Connect();
        _session.TakeSent();

        _session.SubmitDelete();

        Assert.Equal(["1 Delete"], _session.TakeSent());
    }

    [Fact]
    public void Requests_follow_the_handshake_of_an_old_session_only_when_it_is_answered()
    {
        _session.Attach();
        _session.Core.OnDisconnected();
        _session.SubmitDelete();

        _session.Connect();
        _session.SubmitSync();
        Assert.Equal(["handshake"], _session.TakeSent());
        _session.Accept();

        Assert.Equal(["1 Delete", "2 Sync"], _session.TakeSent());
    }

    [Fact]
    public void The_first_handshake_asks_for_a_new_session()
    {
        _session.Connect();

        var handshake = _session.TakeFrames()[0].Handshake!.Value;

        Assert.Equal((0L, 6000, 0L, false), (handshake.LastZxidSeen, handshake.TimeoutMs, handshake.SessionId, handshake.ReadOnly));
        Assert.Equal(new byte[16], handshake.Password);
    }

    [Fact]
    public void An_accepted_handshake_gives_the_session()
    {
        _session.Connect();

        _session.Accept(TimeSpan.FromSeconds(4));

        Assert.True(_session.Core.IsAttached);
        Assert.Equal(SessionOnPaper.FirstSession, _session.Core.SessionId);
        Assert.Equal(TimeSpan.FromSeconds(4), _session.Core.Timeout);
        Assert.Equal(["attached, new"], _session.Listener.TakeTold());
    }

    [Fact]
    public void The_next_connection_asks_for_the_same_session_and_tells_what_it_has_seen()
    {
        _session.Attach();
        _session.SubmitDelete();
        _session.Answer(1, zxid: 0x100000007);
        _session.Core.OnDisconnected();
        _session.Listener.TakeTold();

        _session.Connect();
        _session.Accept();

        var handshake = _session.TakeFrames()[0].Handshake!.Value;
        Assert.Equal(SessionOnPaper.FirstSession, handshake.SessionId);
        Assert.Equal(SessionOnPaper.Password(SessionOnPaper.FirstSession), handshake.Password);
        Assert.Equal(0x100000007, handshake.LastZxidSeen);
        Assert.Equal(["attached"], _session.Listener.TakeTold());
    }

    [Fact]
    public void What_was_seen_stays_seen_whatever_a_later_answer_says()
    {
        _session.Attach();
        _session.SubmitDelete();
        _session.SubmitSync();
        _session.Answer(1, zxid: 7);
        _session.Answer(2, ZooKeeperError.Unimplemented, zxid: -1);
        _session.Core.OnDisconnected();
        _session.TakeSent();

        _session.Connect();

        Assert.Equal(7, _session.TakeFrames()[0].Handshake!.Value.LastZxidSeen);
    }

    [Fact]
    public void Answers_complete_the_requests_in_their_order()
    {
        _session.Attach();
        var delete = _session.SubmitDelete();
        var sync = _session.SubmitSync();

        _session.Answer(1, ZooKeeperError.NoNode, zxid: 5);
        _session.Answer(2, zxid: 6);

        Assert.Equal([delete, sync], _session.Owner.Completed);
        Assert.Equal((ZooKeeperError.NoNode, 5L), (delete.Error, delete.Zxid));
        Assert.Equal((ZooKeeperError.Ok, 6L), (sync.Error, sync.Zxid));
    }

    [Fact]
    public void An_answer_with_another_number_than_the_oldest_request_breaks_the_connection()
    {
        _session.Attach();
        var delete = _session.SubmitDelete();
        _session.SubmitSync();

        _session.Answer(2);

        Assert.Contains("not the oldest", _session.Core.Breakage, StringComparison.Ordinal);
        Assert.Empty(_session.Owner.Completed);
        _session.Answer(1);
        Assert.Empty(_session.Owner.Completed);
        _session.Core.OnDisconnected();
        Assert.Equal(ZooKeeperError.ConnectionLoss, delete.Error);
    }

    [Fact]
    public void An_answer_that_nobody_asked_for_breaks_the_connection()
    {
        _session.Attach();

        _session.Answer(1);

        Assert.NotNull(_session.Core.Breakage);
    }

    [Fact]
    public void A_truncated_answer_breaks_the_connection_and_its_request_has_an_unknown_outcome()
    {
        _session.Attach();
        var create = new CreateOperation(_session.Owner, "/a", null, CreateMode.Persistent);
        _session.Core.Submit(create);

        _session.Answer(1, body: writer => writer.WriteInt(100));
        _session.Core.OnDisconnected();

        Assert.NotNull(_session.Core.Breakage);
        Assert.Equal(ZooKeeperError.ConnectionLoss, create.Error);
    }

    [Fact]
    public void What_is_no_frame_breaks_the_connection()
    {
        _session.Attach();

        _session.Core.OnReceived("HTTP/1.1 400 Bad Request"u8);

        Assert.Contains("does not speak ZooKeeper's protocol", _session.Core.Breakage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_connection_is_good_again_when_it_is_made_anew()
    {
        _session.Attach();
        _session.Core.OnReceived([0xff, 0xff, 0xff, 0xff, 0x00]);
        _session.Core.OnDisconnected();

        _session.Connect();
        _session.Accept();

        Assert.Null(_session.Core.Breakage);
        Assert.True(_session.Core.IsAttached);
    }

    [Fact]
    public void A_refused_new_session_breaks_the_connection_only()
    {
        _session.SubmitDelete();
        _session.Connect();

        _session.Refuse();

        Assert.Equal("it refused a new session", _session.Core.Breakage);
        Assert.Empty(_session.Listener.TakeTold());
    }

    [Fact]
    public void A_read_only_server_is_left_again()
    {
        _session.Connect();

        _session.AnswerHandshake(new ConnectResponse(6000, 1, new byte[16], ReadOnly: true));

        Assert.Contains("read-only", _session.Core.Breakage, StringComparison.Ordinal);
        Assert.False(_session.Core.IsAttached);
        Assert.Equal(0, _session.Core.SessionId);
    }

    [Fact]
    public void A_drop_makes_the_outcome_of_what_was_sent_unknown_and_keeps_what_was_not()
    {
        _session.Attach();
        var sent = _session.SubmitDelete("/sent");
        _session.Core.OnDisconnected();
        var kept = _session.SubmitDelete("/kept");
        _session.TakeSent();

        _session.Connect();

        Assert.Equal([sent], _session.Owner.Completed);
        Assert.Equal(ZooKeeperError.ConnectionLoss, sent.Error);
        _session.Accept();
        Assert.Equal(["handshake", "2 Delete"], _session.TakeSent());
        _session.Answer(2);
        Assert.Equal([sent, kept], _session.Owner.Completed);
    }

    [Fact]
    public void What_was_not_sent_yet_is_kept_when_a_connection_could_not_be_opened()
    {
        _session.SubmitDelete();
        _session.Core.OnConnecting();
        _session.Core.OnDisconnected();

        _session.Connect();

        Assert.Empty(_session.Owner.Completed);
        Assert.Equal(["handshake", "1 Delete"], _session.TakeSent());
    }

    [Fact]
    public void What_an_owner_asks_for_when_told_of_a_drop_goes_with_the_next_connection()
    {
        _session.Attach();
        _session.SubmitDelete();
        _session.Owner.Then = () => _session.SubmitSync();
        _session.Core.OnDisconnected();
        _session.TakeSent();

        _session.Connect();
        _session.Accept();

        Assert.Equal(["handshake", "2 Sync"], _session.TakeSent());
    }

    [Fact]
    public void Nothing_of_the_old_connection_goes_out_on_the_new()
    {
        _session.Attach();
        _session.SubmitDelete();
        _session.Core.OnDisconnected();

        _session.Connect();

        Assert.Equal(["handshake"], _session.TakeSent());
    }

    [Fact]
    public void Half_an_answer_of_the_old_connection_is_forgotten()
    {
        _session.Attach();
        _session.Core.OnReceived([0, 0, 0]);
        _session.Core.OnDisconnected();

        _session.Connect();
        _session.Accept();

        Assert.True(_session.Core.IsAttached);
    }

    [Fact]
    public void Numbers_go_on_across_connections()
    {
        _session.Attach();
        _session.SubmitDelete();
        _session.Core.OnDisconnected();
        _session.Attach();

        _session.SubmitDelete();

        Assert.Equal(["2 Delete"], _session.TakeSent());
    }

    [Fact]
    public void The_recipes_are_told_of_a_drop_after_its_operations()
    {
        _session.Attach();
        _session.SubmitDelete();
        string[]? toldBefore = null;
        _session.Owner.Then = () => toldBefore = _session.Listener.TakeTold();

        _session.Core.OnDisconnected();

        Assert.Equal([], toldBefore!);
        Assert.Equal(["detached"], _session.Listener.TakeTold());
    }

    [Fact]
    public void The_recipes_are_told_once_that_the_connection_is_gone_however_often_another_fails()
    {
        _session.Attach();
        _session.Core.OnDisconnected();
        Assert.Equal(["detached"], _session.Listener.TakeTold());

        // Never answered, and then by a read-only server.
        _session.Connect();
        _session.Pass(TimeSpan.FromSeconds(3));
        Assert.NotNull(_session.Core.Breakage);
        _session.Core.OnDisconnected();
        _session.Connect();
        _session.AnswerHandshake(new ConnectResponse(6000, 1, new byte[16], ReadOnly: true));
        _session.Core.OnDisconnected();

        Assert.Empty(_session.Listener.TakeTold());
    }

    [Fact]
    public void The_recipes_are_told_that_the_connection_is_gone_when_it_broke()
    {
        _session.Attach();
        _session.Answer(99);

        _session.Core.OnDisconnected();

        Assert.Equal(["detached"], _session.Listener.TakeTold());
    }

    [Fact]
    public void The_recipes_are_not_told_of_a_connection_that_never_stood()
    {
        _session.Connect();

        _session.Core.OnDisconnected();

        Assert.Empty(_session.Listener.TakeTold());
    }
}
