using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>
/// Answers that can be read but are none to what was asked: the connection is closed, and the outcome is unknown.
/// </summary>
public sealed class SessionCoreWrongAnswerTests
{
    private readonly SessionOnPaper _session = new();

    [Theory]
    [InlineData("/a/n-", CreateMode.EphemeralSequential, "/a")]
    [InlineData("/a/n-", CreateMode.EphemeralSequential, "/a/m-0000000001")]
    [InlineData("/a/n-", CreateMode.EphemeralSequential, "/a/n-")]
    [InlineData("/a/n-", CreateMode.PersistentSequential, "/a/n-000000000a")]
    [InlineData("/a/n-", CreateMode.PersistentSequential, "/a/n-0000000001/b")]
    [InlineData("/a/n-", CreateMode.PersistentSequential, "/a/n-99999999999")]
    [InlineData("/a/n-", CreateMode.PersistentSequential, "/a/n-0000000001\0")]
    [InlineData("/a/n-", CreateMode.PersistentSequential, "/a/n-+000000001")]
    [InlineData("/a/n", CreateMode.Persistent, "/a/n1")]
    [InlineData("/a/n", CreateMode.Container, "/a")]
    public void A_node_that_was_not_asked_for_is_not_believed(string asked, CreateMode mode, string created)
    {
        _session.Attach();
        var create = new CreateOperation(_session.Owner, asked, null, mode);
        _session.Core.Submit(create);

        _session.Answer(1, body: writer => writer.WriteString(created));

        AssertDisbelieved(create);
    }

    [Theory]
    [InlineData("/a/n-0000000001")]
    [InlineData("/a/n--2147483648")]
    [InlineData("/a/n--000000005")]
    public void A_number_behind_the_name_is_what_was_asked_for(string created)
    {
        _session.Attach();
        var create = new CreateOperation(_session.Owner, "/a/n-", null, CreateMode.EphemeralSequential);
        _session.Core.Submit(create);

        _session.Answer(1, body: writer => writer.WriteString(created));

        Assert.Null(_session.Core.Breakage);
        Assert.Equal(created, create.CreatedPath);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_transaction_has_as_many_results_as_steps(int results)
    {
        _session.Attach();
        var multi = new MultiOperation(_session.Owner, [new MultiStep.Check("/a"), new MultiStep.Check("/b")]);
        _session.Core.Submit(multi);

        _session.Answer(1, body: writer =>
        {
            for (var i = 0; i < results; i++)
            {
                new MultiHeader(OpCode.Check, false, ZooKeeperError.Ok).Write(writer);
            }

            MultiHeader.End.Write(writer);
        });

        AssertDisbelieved(multi);
    }

    [Fact]
    public void A_result_of_another_kind_than_its_step_is_not_believed()
    {
        _session.Attach();
        var multi = new MultiOperation(_session.Owner, [new MultiStep.Check("/a")]);
        _session.Core.Submit(multi);

        _session.Answer(1, body: writer =>
        {
            new MultiHeader(OpCode.Delete, false, ZooKeeperError.Ok).Write(writer);
            MultiHeader.End.Write(writer);
        });

        AssertDisbelieved(multi);
    }

    [Fact]
    public void A_session_needs_an_id()
    {
        _session.Connect();

        _session.Accept(sessionId: 0);

        Assert.Contains("without an id", _session.Core.Breakage, StringComparison.Ordinal);
        Assert.Empty(_session.Listener.TakeTold());
    }

    [Fact]
    public void Another_session_than_the_present_one_is_not_taken_for_it()
    {
        _session.Attach();
        _session.Core.OnDisconnected();
        _session.Connect();
        _session.Listener.TakeTold();

        _session.Accept(sessionId: SessionOnPaper.FirstSession + 1);

        Assert.Contains("another session", _session.Core.Breakage, StringComparison.Ordinal);
        Assert.Empty(_session.Listener.TakeTold());
        Assert.Equal(SessionOnPaper.FirstSession, _session.Core.SessionId);
    }

    private void AssertDisbelieved(Operation operation)
    {
        Assert.Contains("does not speak ZooKeeper's protocol", _session.Core.Breakage, StringComparison.Ordinal);
        Assert.Empty(_session.Owner.Completed);

        _session.Core.OnDisconnected();
        Assert.Same(operation, Assert.Single(_session.Owner.Completed));
        Assert.Equal(ZooKeeperError.ConnectionLoss, operation.Error);
    }
}
