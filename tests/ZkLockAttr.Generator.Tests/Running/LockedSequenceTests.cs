using System.Runtime.CompilerServices;

namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>What a caller of a locked sequence sees.</summary>
public partial class LockedSequenceTests
{
    private readonly FakeLocks _locks = new();
    private readonly List<string> _events = [];

    [DistributedLock("numbers/{shop}", Timeout = "1s", Fallback = nameof(FewAsync), Provider = nameof(_locks))]
    private partial IAsyncEnumerable<int> NumbersAsync(int shop, [EnumeratorCancellation] CancellationToken cancellationToken = default);

    private async IAsyncEnumerable<int> NumbersAsyncCore(int shop, LockHandle handle, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                _events.Add($"{i} held {handle.IsHeld}");
                if (shop == i)
                {
                    throw new InvalidOperationException("the body's own");
                }

                if (shop == 10 + i)
                {
                    ((FakeHandle)handle).Lose();
                }

                yield return i;
            }
        }
        finally
        {
            await Task.Yield();
            _events.Add($"end held {handle.IsHeld}");
        }
    }

    private async IAsyncEnumerable<int> FewAsync(int shop, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return -shop;
    }

    [Fact]
    public async Task The_lock_is_held_from_the_first_item_to_the_end()
    {
        var numbers = NumbersAsync(7);
        Assert.Empty(_locks.Requests);

        var got = new List<int>();
        await foreach (var number in numbers)
        {
            Assert.True(_locks.IsHeld("numbers/7"));
            got.Add(number);
        }

        Assert.Equal([0, 1, 2], got);
        Assert.Equal(["0 held True", "1 held True", "2 held True", "end held True"], _events);
        Assert.False(_locks.IsHeld("numbers/7"));
    }

    [Fact]
    public async Task Each_enumeration_takes_the_lock_anew()
    {
        var numbers = NumbersAsync(7);
        await foreach (var _ in numbers)
        {
        }

        await foreach (var _ in numbers)
        {
        }

        Assert.Equal(2, _locks.Requests.Count);
    }

    [Fact]
    public async Task A_caller_that_leaves_the_loop_releases_the_lock_after_the_body_has_ended()
    {
        await foreach (var _ in NumbersAsync(7))
        {
            break;
        }

        Assert.Equal(["0 held True", "end held True"], _events);
        Assert.False(_locks.IsHeld("numbers/7"));
    }

    [Fact]
    public async Task An_exception_of_the_body_passes_as_it_is()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => CountAsync(NumbersAsync(1)));

        Assert.Equal("the body's own", thrown.Message);
        Assert.Equal(["0 held True", "1 held True", "end held True"], _events);
        Assert.False(_locks.IsHeld("numbers/1"));
    }

    [Fact]
    public async Task An_exception_of_the_caller_releases_the_lock()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in NumbersAsync(7))
            {
                throw new InvalidOperationException("the caller's own");
            }
        });

        Assert.False(_locks.IsHeld("numbers/7"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_token_ends_the_body(bool withCancellation)
    {
        using var caller = new CancellationTokenSource();
        var got = new List<int>();
        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            var numbers = withCancellation ? NumbersAsync(7) : NumbersAsync(7, caller.Token);
            await foreach (var number in numbers.WithCancellation(withCancellation ? caller.Token : default))
            {
                got.Add(number);
                caller.Cancel();
            }
        });

        Assert.Equal(caller.Token, cancelled.CancellationToken);
        Assert.Equal([0], got);
        Assert.False(_locks.IsHeld("numbers/7"));
    }

    [Fact]
    public async Task The_callers_token_ends_the_wait()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => CountAsync(NumbersAsync(7, new CancellationToken(true))));
        Assert.Empty(_events);
    }

    [Fact]
    public async Task A_lock_that_is_lost_between_items_is_told_by_the_next_one()
    {
        await using var numbers = NumbersAsync(7).GetAsyncEnumerator();
        Assert.True(await numbers.MoveNextAsync());
        _locks.Latest!.Lose();

        var lost = await Assert.ThrowsAsync<LockLostException>(async () => await numbers.MoveNextAsync());
        Assert.False(lost.BodyCompleted);
        Assert.Equal(["0 held True", "end held False"], _events);
    }

    [Fact]
    public async Task An_item_that_was_made_while_the_lock_was_lost_is_not_handed_out()
    {
        await using var numbers = NumbersAsync(11).GetAsyncEnumerator();
        Assert.True(await numbers.MoveNextAsync());

        await Assert.ThrowsAsync<LockLostException>(async () => await numbers.MoveNextAsync());
    }

    [Fact]
    public async Task A_lock_that_is_lost_is_not_told_to_a_caller_that_leaves_the_loop()
    {
        await foreach (var _ in NumbersAsync(7))
        {
            _locks.Latest!.Lose();
            break;
        }

        Assert.Equal(["0 held True", "end held False"], _events);
    }

    [Fact]
    public async Task The_fallback_gives_the_items_when_somebody_else_has_the_lock()
    {
        _locks.TakeElsewhere("numbers/7");

        Assert.Equal(1, await CountAsync(NumbersAsync(7)));
        Assert.Empty(_events);
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<int> numbers)
    {
        var count = 0;
        await foreach (var _ in numbers)
        {
            count++;
        }

        return count;
    }
}
