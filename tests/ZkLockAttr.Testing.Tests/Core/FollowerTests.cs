using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Testing.Tests.Core;

/// <summary>Servers that follow a leader: it learns from them which sessions live only when it pings them.</summary>
public class FollowerTests
{
    private const int Leader = 0;
    private const int Follower = 1;

    private readonly CoreFixture _fixture = new(ServerSettings.Default with { Endpoints = 2 });

    public FollowerTests() => _fixture.Core.Lead(Leader);

    private int Living => _fixture.Core.State.Sessions.Living.Count;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_session_of_a_follower_lives_by_the_leaders_pings(bool pinged)
    {
        var client = _fixture.Connect(4_000, Follower);

        for (var second = 0; second < 8; second++)
        {
            _fixture.Advance(1_000);
            client.Send(OpCode.Ping);
            if (pinged)
            {
                _fixture.Core.PingFollower(Follower, _fixture.Now);
            }
        }

        Assert.Equal(pinged ? 1 : 0, Living);
    }

    [Fact]
    public void A_write_through_a_follower_keeps_no_session_alive()
    {
        var client = _fixture.Connect(4_000, Follower);

        _fixture.Advance(3_000);
        client.Create("/a").Ok();
        _fixture.Advance(3_000);

        Assert.Equal(0, Living);
    }

    [Fact]
    public void To_attach_to_a_follower_keeps_the_session_alive()
    {
        var client = _fixture.Connect(4_000, Leader);

        _fixture.Advance(3_000);
        _fixture.Attach(client, Follower, timeoutMs: 4_000);
        _fixture.Advance(3_000);

        Assert.Equal(1, Living);
    }

    [Fact]
    public void The_leader_keeps_its_own_clients_sessions_alive_at_once()
    {
        var client = _fixture.Connect(4_000, Leader);

        _fixture.Advance(3_000);
        client.Ping().Ok();
        _fixture.Advance(3_000);

        Assert.Equal(1, Living);
    }

    [Fact]
    public void The_leader_hears_nothing_of_a_follower_that_is_cut_off()
    {
        var client = _fixture.Connect(4_000, Follower);
        _fixture.Core.State.Faults.Add(new ServerFault(FaultKind.Isolate, message => message.Endpoint == Follower, int.MaxValue, _ => { }) { Endpoint = Follower });

        _fixture.Advance(3_000);
        client.Ping().Ok();
        _fixture.Core.PingFollower(Follower, _fixture.Now);
        _fixture.Advance(3_000);

        Assert.Equal(0, Living);
        client.Ping().Ok();
    }

    [Fact]
    public void A_leader_that_is_cut_off_keeps_its_clients_when_another_leads()
    {
        var isolated = _fixture.Connect(endpoint: Leader);
        var other = _fixture.Connect(endpoint: Follower);
        _fixture.Core.State.Faults.Add(new ServerFault(FaultKind.Isolate, message => message.Endpoint == Leader, int.MaxValue, _ => { }) { Endpoint = Leader });

        _fixture.Core.ChangeLeader(_fixture.Now);

        Assert.False(isolated.IsClosed);
        Assert.True(other.IsClosed);
    }
}
