using ZkLockAttr.Locking;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>
/// A waiting reader of kazoo's waits for later writers too: who writes behind one must step back, or both wait for ever. T is 6 s.
/// </summary>
public sealed class KazooReaderRuleTests
{
    private const string Queue = "/locks/a";
    private const string TheirWriter = "/locks/a/0123456789abcdef0123456789abcdef__lock__0000000000";
    private const string TheirReader = "/locks/a/fedcba9876543210fedcba9876543210__rlock__0000000001";

    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan OneStep = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;

    public KazooReaderRuleTests()
    {
        _locks = new LocksOnPaper(_server);
        _server.Create("/locks", default);
        _server.Create(Queue, default);

        // What comes by its number comes behind these two.
        _server.State.Tree.SetCounter(Queue, 2);
    }

    [Fact]
    public void A_writer_behind_it_steps_back_after_a_second_and_comes_again()
    {
        Create(TheirReader);
        var writing = Ask();
        Assert.NotNull(Own());

        Pass(Second - OneTick);
        Assert.NotNull(Own());
        Pass(OneTick);
        Assert.Null(Own());

        // There is no writer before it that it would wait for: we come again soon.
        Pass(TimeSpan.FromMilliseconds(1100));
        Assert.NotNull(Own());
        Assert.False(writing.IsDone);

        Delete(TheirReader);
        _locks.Exchange();
        Assert.True(LocksOnPaper.HandleOf(writing).IsHeld);
    }

    [Fact]
    public void The_second_time_it_stays_for_two_seconds()
    {
        Create(TheirReader);
        Ask();
        Pass(Second);
        while (Own() is null)
        {
            Pass(OneStep);
        }

        // It has come at some moment of the last ten milliseconds.
        Pass((2 * Second) - TimeSpan.FromMilliseconds(20));
        Assert.NotNull(Own());
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Null(Own());
    }

    [Fact]
    public void Behind_the_next_reader_it_stays_for_a_second_again()
    {
        Create(TheirReader);
        Ask();
        Pass(Second);
        Assert.Null(Own());
        Create(TheirReader.Replace("0000000001", "0000000002", StringComparison.Ordinal));
        Delete(TheirReader);
        while (Own() is null)
        {
            Pass(OneStep);
        }

        // It has come at some moment of the last ten milliseconds.
        Pass(Second - TimeSpan.FromMilliseconds(20));
        Assert.NotNull(Own());
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Null(Own());
    }

    [Fact]
    public void Stepped_back_it_comes_again_when_the_reader_has_gone()
    {
        Create(TheirReader);
        var writing = Ask();
        Pass(Second);
        Assert.Null(Own());

        Delete(TheirReader);
        Pass(TimeSpan.FromMilliseconds(1100));

        Assert.True(LocksOnPaper.HandleOf(writing).IsHeld);
    }

    [Fact]
    public void Behind_a_writer_that_stands_before_the_reader_it_stays_until_that_has_gone()
    {
        Create(TheirWriter);
        Create(TheirReader);
        Ask();
        var own = Own();

        Pass(10 * Second);
        Assert.Equal(own, Own());
        Delete(TheirWriter);

        // Who watches the reader is not told.
        for (var passed = TimeSpan.Zero; Own() is not null && passed < 5 * Second; passed += OneStep)
        {
            Pass(OneStep);
        }

        Assert.Null(Own());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.2)]
    [InlineData(1.7)]
    public void Writers_of_several_processes_step_back_together_whenever_they_came(double apart)
    {
        Create(TheirReader);
        LocksOnPaper[] processes = [_locks, new LocksOnPaper(_server), new LocksOnPaper(_server)];
        foreach (var process in processes)
        {
            process.Ask("a");
            PassTogether(processes, TimeSpan.FromSeconds(apart), until: static () => false);
        }

        // One by one they would come and go for ever, and each would keep the reader waiting for the others.
        PassTogether(processes, 10 * Second, until: () => Writers() == 0);

        Assert.Equal(0, Writers());
    }

    [Fact]
    public void Behind_our_own_readers_it_stays()
    {
        new LocksOnPaper(_server).Take(new LockRequest("a", LockMode.Shared));
        Ask();
        var own = Own();

        Pass(10 * Second);

        Assert.Equal(own, Own());
    }

    [Fact]
    public void Our_readers_behind_it_enter()
    {
        Create(TheirReader);

        Assert.True(_locks.Take(new LockRequest("a", LockMode.Shared)).IsHeld);
    }

    [Fact]
    public void Who_wants_several_gives_all_up_and_comes_again_with_all()
    {
        Create(TheirReader);
        var asking = _locks.Ask(new LockRequest("a").And("b"));
        _locks.Exchange();
        Assert.Single(_server.State.Tree.Find("/locks/b")!.Children);

        Pass(Second);
        Assert.Null(Own());
        Assert.Empty(_server.State.Tree.Find("/locks/b")!.Children);
        Delete(TheirReader);
        Pass(TimeSpan.FromMilliseconds(1100));

        Assert.True(LocksOnPaper.HandleOf(asking).IsHeld);
    }

    private Caller Ask()
    {
        var asking = _locks.Ask(new LockRequest("a"));
        _locks.Exchange();
        return asking;
    }

    private int Writers() => _server.State.Tree.Find(Queue)!.Children.Count(static node => node.Contains("__lock__", StringComparison.Ordinal));

    // Our writer's node.
    private string? Own() => _server.State.Tree.Find(Queue)!.Children.SingleOrDefault(node => node[0] == 'z' && node.Contains("__lock__", StringComparison.Ordinal));

    private void Create(string node) => _server.Create(node, default);

    private void Delete(string node)
    {
        var transaction = _server.State.BeginTransaction(default, connection: null);
        _server.State.Tree.Remove(transaction, node);
        _server.State.Commit(transaction);
    }

    private static void PassTogether(LocksOnPaper[] processes, TimeSpan time, Func<bool> until)
    {
        for (var passed = TimeSpan.Zero; passed < time && !until(); passed += OneStep)
        {
            foreach (var process in processes)
            {
                process.Pass(OneStep);
            }

            // What one does the others may be told of.
            for (var round = 0; round < processes.Length; round++)
            {
                Array.ForEach(processes, static process => process.Exchange());
            }
        }
    }

    // Lets time pass in steps far smaller than what is measured, with heartbeats and answers.
    private void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += OneStep)
        {
            _locks.Pass(time - passed < OneStep ? time - passed : OneStep);
            _locks.Exchange();
        }
    }
}
