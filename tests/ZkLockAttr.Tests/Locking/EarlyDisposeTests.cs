using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The end before the beginning is answered.</summary>
public sealed class EarlyDisposeTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task A_node_that_was_made_behind_the_handshake_goes_with_its_session()
    {
        await using (await NewLocks().AcquireAsync("test"))
        {
        }

        var sessions = Server.Sessions;
        var silence = Server.Faults.HoldReplies(message => message.Operation == ServerOperation.Connect);
        var locks = NewLocks();
        var asking = locks.AcquireAsync("test").AsTask();
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 1);

        var disposing = locks.DisposeAsync().AsTask();
        silence.Dispose();
        await disposing;

        await Assert.ThrowsAsync<ObjectDisposedException>(() => asking);
        Assert.Empty(Server.GetChildren(Path));
        Assert.Equal(sessions, Server.Sessions);
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_does_not_answer_is_not_waited_for_for_ever()
    {
        using var silence = Server.Faults.HoldReplies(message => message.Operation == ServerOperation.Connect);
        var locks = NewLocks();
        var asking = locks.AcquireAsync("test").AsTask();
        await Server.WaitUntilAsync(_ => silence.Hits == 1);

        await locks.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => asking);
    }
}
