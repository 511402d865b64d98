using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>How a session ends: refused, closed on request, given up, shut; and what is asked for then.</summary>
public sealed class SessionCoreEndTests
{
    private readonly SessionOnPaper _session = new();

    [Fact]
    public void A_new_session_need_not_have_seen_what_the_old_one_has()
    {
        _session.Attach();
        _session.SubmitSync();
        _session.Answer(1, zxid: 7);
        _session.Core.OnDisconnected();
        _session.Connect();
        _session.Refuse();
        _session.Core.OnDisconnected();
        _session.TakeFrames();

        _session.Connect();

        Assert.Equal(0, _session.TakeFrames()[0].Handshake!.Value.LastZxidSeen);
    }

    [Fact]
    public void A_refused_session_has_expired_and_fails_all_that_is_not_answered()
    {
        _session.Attach();
        _session.Core.OnDisconnected();
        _session.Listener.TakeTold();
        var sent = _session.SubmitDelete();
        _session.Connect();

        _session.Refuse();

        Assert.Equal(ZooKeeperError.SessionExpired, sent.Error);
        Assert.Equal(0, _session.Core.SessionId);
        Assert.Equal(["expired"], _session.Listener.TakeTold());
        Assert.NotNull(_session.Core.Breakage);
    }

    [Fact]
    public void After_an_expiry_a_new_session_is_asked_for()
    {
        _session.Attach();
        _session.Core.OnDisconnected();
        _session.Connect();
        _session.Refuse();
        _session.Core.OnDisconnected();
        _session.TakeSent();
        _session.Listener.TakeTold();

        _session.Connect();
        var handshake = _session.TakeFrames()[0].Handshake!.Value;
        _session.Accept(sessionId: 0x77);

        Assert.Equal(0, handshake.SessionId);
        Assert.Equal(new byte[16], handshake.Password);
        Assert.Equal(0x77, _session.Core.SessionId);
        Assert.Equal(["attached, new"], _session.Listener.TakeTold());
    }

    [Fact]
    public void What_an_expired_owner_asks_for_belongs_to_the_next_session()
    {
        _session.Attach();
        _session.Core.OnDisconnected();
        _session.SubmitDelete();
        _session.Connect();
        _session.TakeSent();
        DeleteOperation? next = null;
        _session.Owner.Then = () => next = _session.SubmitDelete("/next");

        _session.Refuse();
        _session.Core.OnDisconnected();
        _session.Connect();

        Assert.Equal(["handshake", "1 Delete"], _session.TakeSent());
        _session.Accept(sessionId: 0x77);
        _session.Answer(1);
        Assert.Equal(ZooKeeperError.Ok, next!.Error);
        Assert.Equal(2, _session.Owner.Completed.Count);
    }

    [Fact]
    public void A_session_that_is_given_up_on_request_is_closed_and_made_anew()
    {
        _session.Attach();

        _session.Core.Renew();
        Assert.Equal(["1 CloseSession"], _session.TakeSent());
        _session.Answer(1);

        Assert.Contains("expired", _session.Listener.TakeTold());
        Assert.Equal(0, _session.Core.SessionId);
        Assert.NotNull(_session.Core.Breakage);
        _session.Core.OnDisconnected();
        Assert.Equal(["detached"], _session.Listener.TakeTold());
    }

    [Fact]
    public void What_is_answered_while_the_session_is_being_closed_gives_no_lease()
    {
        _session.Attach();
        var proof = _session.SubmitDelete();

        _session.Core.Renew();
        _session.Answer(proof.Xid);

        Assert.Equal(ZooKeeperError.Ok, proof.Error);
        Assert.False(_session.Core.Lease.IsValid);
    }

    [Fact]
    public void A_lease_ends_when_the_session_is_being_closed()
    {
        _session.Attach();
        _session.SubmitDelete();
        _session.Answer(1);
        Assert.True(_session.Core.Lease.IsValid);

        _session.Core.Renew();

        Assert.False(_session.Core.Lease.IsValid);
        Assert.Contains("lease ended", _session.Listener.TakeTold());
    }

    [Fact]
    public void A_session_whose_close_may_be_under_way_is_not_used_again()
    {
        _session.Attach();
        _session.Core.Renew();

        _session.Core.OnDisconnected();

        Assert.Equal(["expired", "detached"], _session.Listener.TakeTold());
        _session.Connect();
        Assert.Equal(0, _session.TakeFrames()[^1].Handshake!.Value.SessionId);
    }

    [Fact]
    public void The_session_behind_one_that_was_closed_is_kept_when_its_connection_drops()
    {
        _session.Attach();
        _session.Core.Renew();
        _session.Answer(1);
        _session.Core.OnDisconnected();
        _session.Attach(sessionId: 0x77);

        _session.Core.OnDisconnected();

        Assert.Equal(["detached"], _session.Listener.TakeTold());
        Assert.Equal(0x77, _session.Core.SessionId);
    }

    [Fact]
    public void A_session_is_closed_once()
    {
        _session.Attach();

        _session.Core.Renew();
        _session.Core.Renew();

        Assert.Equal(["1 CloseSession"], _session.TakeSent());
    }

    [Fact]
    public void A_session_that_nobody_confirms_is_given_up_after_four_thirds_of_its_time_out()
    {
        _session.Attach();
        _session.SubmitDelete();
        _session.Answer(1, zxid: 7);
        _session.Core.OnDisconnected();
        _session.Listener.TakeTold();

        _session.Pass((SessionOnPaper.Timeout * 4 / 3) - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain("expired", _session.Listener.TakeTold());
        _session.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(["expired"], _session.Listener.TakeTold());
        _session.Connect();
        var handshake = _session.TakeFrames()[0].Handshake!.Value;
        Assert.Equal((0L, 0L), (handshake.SessionId, handshake.LastZxidSeen));
    }

    [Fact]
    public void When_shut_everything_that_waits_fails_and_the_session_is_over()
    {
        _session.Attach();
        var sent = _session.SubmitDelete();
        _session.Core.OnDisconnected();
        var waiting = _session.SubmitDelete();
        _session.Listener.TakeTold();

        _session.Core.Shut();

        Assert.Equal([ZooKeeperError.ConnectionLoss, ZooKeeperError.SessionExpired], [sent.Error, waiting.Error]);
        Assert.Equal(["expired"], _session.Listener.TakeTold());
    }

    [Fact]
    public void What_is_no_server_confirms_no_session()
    {
        _session.Attach();
        _session.Core.OnDisconnected();
        _session.Listener.TakeTold();

        var quarter = SessionOnPaper.Timeout / 3;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _session.Pass(quarter);
            _session.Connect();
            _session.Core.OnReceived("HTTP/1.1 400 Bad Request"u8);
            _session.Core.OnDisconnected();
        }

        Assert.Empty(_session.Listener.TakeTold());
        _session.Pass(quarter);

        Assert.Equal(["expired"], _session.Listener.TakeTold());
    }
}
