namespace ZkLockAttr.Tests.Locking;

/// <summary>A thread that blocks can be interrupted, as in every wait of .NET.</summary>
public sealed class InterruptTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task A_thread_that_is_interrupted_while_it_waits_leaves_the_queue()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks();
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => locks.Acquire("test")));
        thread.Start();
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 2);

        thread.Interrupt();
        thread.Join();

        Assert.IsType<ThreadInterruptedException>(thrown);
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 1);
    }
}
