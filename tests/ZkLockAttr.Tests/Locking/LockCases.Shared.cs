using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Readers together, writers alone.</summary>
public abstract partial class LockCases
{
    private static LockRequest Reader => new("test", LockMode.Shared);

    private static LockRequest Writer => new("test");

    [Case(Timeout = Limit)]
    public async Task Readers_of_several_processes_and_of_one_hold_together()
    {
        var locks = NewLocks();
        await using var first = await locks.AcquireAsync(Reader);
        await using var ofTheSameProcess = await locks.Beside(Reader);
        await using var ofAnother = await NewLocks().AcquireAsync(Reader);

        Assert.All([first, ofTheSameProcess, ofAnother], reader => Assert.True(reader.IsHeld));
        Assert.True(await ofTheSameProcess.ValidateAsync());
        var nodes = await Server.ChildrenAsync(Path);
        Assert.Equal(3, nodes.Count);
        Assert.All(nodes, node => Assert.Matches("^z[0-9a-f]{24}__rlock__[0-9]{10}$", node));
    }

    [Case(Timeout = Limit)]
    public async Task A_writer_waits_for_every_reader()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(Reader);
        var second = await NewLocks().AcquireAsync(Reader);
        var writer = NewLocks();
        var writing = writer.Beside(Writer);
        await Server.WaitForChildrenAsync(Path, 3);

        await first.DisposeAsync();
        await writer.SettleAsync();
        Assert.False(writing.IsCompleted);
        await second.DisposeAsync();

        await using var handle = await writing;
        Assert.True(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task While_a_writer_holds_nobody_else_enters()
    {
        var locks = NewLocks();
        await using var writer = await locks.AcquireAsync(Writer);

        Assert.Null(await locks.TryBeside(Reader));
        Assert.Null(await locks.TryBeside(Writer));
        Assert.Null(await NewLocks().TryAcquireAsync(Reader));
        Assert.Null(await NewLocks().TryAcquireAsync(Writer));
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Case(Timeout = Limit)]
    public async Task A_reader_who_comes_behind_a_waiting_writer_waits_in_whatever_process()
    {
        var readers = NewLocks();
        var writers = NewLocks();
        var holder = await readers.AcquireAsync(Reader);
        var writing = writers.Beside(Writer);
        await Server.WaitForChildrenAsync(Path, 2);

        Assert.Null(await NewLocks().TryAcquireAsync(Reader));
        Assert.Null(await readers.TryBeside(Reader));
        Assert.Null(await writers.TryBeside(Reader));
        Assert.False(writing.IsCompleted);
        await Server.WaitForChildrenAsync(Path, 2);

        await holder.DisposeAsync();
        await using var writer = await writing;
        Assert.True(writer.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_reader_behind_a_waiting_writer_of_its_own_process_follows_it()
    {
        var locks = NewLocks();
        var holder = await locks.AcquireAsync(Reader);
        var writing = locks.Beside(Writer);
        var reading = locks.Beside(Reader);
        await Server.WaitForChildrenAsync(Path, 2);
        Assert.False(reading.IsCompleted);

        await holder.DisposeAsync();
        var writer = await writing;
        Assert.Null(await NewLocks().TryAcquireAsync(Reader));
        Assert.False(reading.IsCompleted);
        await writer.DisposeAsync();

        await using var reader = await reading;
        Assert.True(reader.FencingToken > writer.FencingToken);
    }

    [Case(Timeout = Limit)]
    public async Task When_a_writer_goes_all_readers_behind_it_enter()
    {
        var writer = await NewLocks().AcquireAsync(Writer);
        var several = NewLocks();
        Task<LockHandle>[] readers =
        [
            NewLocks().Beside(Reader), NewLocks().Beside(Reader), several.Beside(Reader), several.Beside(Reader), several.Beside(Reader),
        ];

        // Of those of one process only the first has a node.
        await Server.WaitForChildrenAsync(Path, 4);
        Assert.DoesNotContain(readers, reader => reader.IsCompleted);
        await writer.DisposeAsync();

        var handles = await Task.WhenAll(readers);
        Assert.All(handles, reader => Assert.True(reader.IsHeld));
        Assert.Equal(5, (await Server.ChildrenAsync(Path)).Count);
        foreach (var handle in handles)
        {
            await handle.DisposeAsync();
        }

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public Task Readers_behind_a_cancelled_writer_of_another_process_enter() => MeetCancelledWriter(NewLocks(), NewLocks());

    [Case(Timeout = Limit)]
    public Task Readers_behind_a_cancelled_writer_of_their_own_process_enter()
    {
        var locks = NewLocks();
        return MeetCancelledWriter(locks, locks);
    }

    [Case(Timeout = Limit)]
    public async Task Readers_behind_a_writer_whose_time_ran_out_enter()
    {
        await using var holder = await NewLocks().AcquireAsync(Reader);
        var writers = NewLocks();
        var writing = Flow.Beside(() => writers.AcquireAsync(Writer, TimeSpan.FromMilliseconds(500)));
        await Server.WaitForChildrenAsync(Path, 2);
        var reading = NewLocks().Beside(Reader);

        await Assert.ThrowsAsync<LockTimeoutException>(() => writing);
        await using var reader = await reading;
        Assert.True(reader.IsHeld);
        Assert.True(holder.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_writers_token_is_larger_than_those_of_the_readers_before_and_smaller_than_those_behind()
    {
        var first = await NewLocks().AcquireAsync(Reader);
        var second = await NewLocks().AcquireAsync(Reader);
        var writing = NewLocks().Beside(Writer);
        await Server.WaitForChildrenAsync(Path, 3);
        var reading = NewLocks().Beside(Reader);
        await Server.WaitForChildrenAsync(Path, 4);

        await first.DisposeAsync();
        await second.DisposeAsync();
        var writer = await writing;
        await writer.DisposeAsync();
        await using var third = await reading;

        Assert.True(writer.FencingToken > first.FencingToken);
        Assert.True(writer.FencingToken > second.FencingToken);
        Assert.True(writer.FencingToken < third.FencingToken);
    }

    private async Task MeetCancelledWriter(DistributedLocks writers, DistributedLocks readers)
    {
        await using var holder = await NewLocks().AcquireAsync(Reader);
        using var source = new CancellationTokenSource();
        var writing = writers.Beside(Writer, source.Token);
        await Server.WaitForChildrenAsync(Path, 2);
        var reading = readers.Beside(Reader);
        await Server.WaitForChildrenAsync(Path, writers == readers ? 2 : 3);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        await using var reader = await reading;
        Assert.True(reader.IsHeld);
        Assert.True(holder.IsHeld);
        await Server.WaitForChildrenAsync(Path, 2);
    }
}
