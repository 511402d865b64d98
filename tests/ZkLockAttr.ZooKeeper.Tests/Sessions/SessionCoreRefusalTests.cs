using System.Text;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>Who we are, and servers that do not want us.</summary>
public sealed class SessionCoreRefusalTests
{
    private readonly SessionOnPaper _session = new(new SessionOptions
    {
        Timeout = SessionOnPaper.Timeout,
        Auth = [new AuthRequest("digest", Encoding.UTF8.GetBytes("bob:secret")), new AuthRequest("other", [1])],
    });

    [Fact]
    public void Who_we_are_goes_out_behind_the_handshake_and_before_all_else()
    {
        _session.SubmitDelete();

        _session.Connect();

        Assert.Equal(["handshake", "-4 Auth", "-4 Auth", "1 Delete"], _session.TakeSent());
    }

    [Fact]
    public void Who_we_are_is_told_on_each_connection()
    {
        _session.Attach();
        _session.Answer(-4);
        _session.Answer(-4);
        _session.Core.OnDisconnected();

        _session.Connect();

        Assert.Equal(["handshake", "-4 Auth", "-4 Auth"], _session.TakeSent());
        _session.Accept();
        _session.Answer(-4);
        _session.Answer(-4);
        Assert.Null(_session.Core.Breakage);
    }

    [Fact]
    public void The_answers_to_it_are_no_answers_to_requests()
    {
        var delete = _session.SubmitDelete();
        _session.Connect();
        _session.Accept();

        _session.Answer(-4);
        _session.Answer(-4);
        Assert.Empty(_session.Owner.Completed);
        _session.Answer(delete.Xid);

        Assert.Equal([delete], _session.Owner.Completed);
        Assert.Null(_session.Core.Breakage);
    }

    [Fact]
    public void Which_scheme_was_refused_is_told()
    {
        _session.Connect();
        _session.Accept();

        _session.Answer(-4);
        Assert.Null(_session.Core.Breakage);
        _session.Answer(-4, ZooKeeperError.AuthFailed);

        Assert.Equal("it refused the authentication of scheme 'other': AuthFailed", _session.Core.Breakage);
    }

    [Fact]
    public void A_connection_is_of_use_once_a_request_is_answered_and_not_before()
    {
        var delete = _session.SubmitDelete();
        _session.Connect();
        _session.Accept();
        _session.Answer(-4);
        _session.Answer(-4);
        Assert.Equal(0, _session.Listener.Served);

        _session.Answer(delete.Xid);
        Assert.Equal(1, _session.Listener.Served);
        _session.Answer(_session.SubmitDelete().Xid);
        Assert.Equal(1, _session.Listener.Served);

        _session.Core.OnDisconnected();
        _session.Connect();
        _session.Accept();
        Assert.Equal(1, _session.Listener.Served);
        _session.Answer(_session.SubmitDelete().Xid);
        Assert.Equal(2, _session.Listener.Served);
    }

    [Fact]
    public void A_ping_that_is_answered_shows_the_connections_use_too()
    {
        _session.Attach();
        _session.Pass(SessionOnPaper.Timeout / 6);

        _session.AnswerPing();

        Assert.Equal(1, _session.Listener.Served);
    }

    [Theory]
    [InlineData(ZooKeeperError.SessionClosedRequireAuth)]
    [InlineData(ZooKeeperError.Ok)]
    public void An_answer_that_breaks_the_connection_shows_no_use(ZooKeeperError error)
    {
        var delete = _session.SubmitDelete();
        _session.Connect();
        _session.Accept();

        _session.Answer(error == ZooKeeperError.Ok ? delete.Xid + 1 : delete.Xid, error);

        Assert.NotNull(_session.Core.Breakage);
        Assert.Equal(0, _session.Listener.Served);
        Assert.Empty(_session.Owner.Completed);
    }

    [Fact]
    public void A_server_that_says_that_the_session_is_over_is_good_for_the_next_one()
    {
        _session.Attach();
        _session.Core.OnDisconnected();
        Assert.False(_session.Core.IsServerGood);
        _session.Connect();
        _session.Refuse();

        Assert.True(_session.Core.IsServerGood);
        _session.Core.OnDisconnected();
        _session.Connect();
        Assert.False(_session.Core.IsServerGood);
    }
}
