namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>What a caller of a locked method sees.</summary>
public class LockedCallTests
{
    private readonly FakeLocks _locks = new();
    private readonly Orders _orders;

    public LockedCallTests() => _orders = new Orders(_locks);

    [Fact]
    public async Task The_lock_is_held_while_the_body_runs_and_released_after()
    {
        var heldInside = false;
        _orders.Work = async _ =>
        {
            await Task.Yield();
            heldInside = _locks.IsHeld("orders/7");
            return 42;
        };

        Assert.Equal(42, await _orders.PlaceAsync(new Order(7)));
        Assert.True(heldInside);
        Assert.False(_locks.IsHeld("orders/7"));
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.Single(_locks.Requests).Timeout);
    }

    [Fact]
    public async Task An_exception_of_the_body_passes_as_it_is_and_the_lock_is_released()
    {
        var thrown = new InvalidOperationException("the body's own");
        _orders.Work = _ => throw thrown;

        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(() => _orders.PlaceAsync(new Order(7))));
        Assert.False(_locks.IsHeld("orders/7"));
    }

    [Fact]
    public async Task Without_a_timeout_the_call_waits_until_cancelled()
    {
        await _orders.CancelAsync(new Order(7));

        Assert.Equal(new FakeLocks.Request("acme/main-7", null, default), Assert.Single(_locks.Requests));
    }

    [Fact]
    public async Task The_bodys_token_is_cancelled_with_the_callers()
    {
        using var caller = new CancellationTokenSource();
        CancellationToken inside = default;
        _orders.Work = token =>
        {
            inside = token;
            caller.Cancel();
            token.ThrowIfCancellationRequested();
            return Task.FromResult(0);
        };

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => _orders.PlaceAsync(new Order(7), caller.Token));
        Assert.Equal(caller.Token, cancelled.CancellationToken);
        Assert.NotEqual(caller.Token, inside);
        Assert.False(_locks.IsHeld("orders/7"));
    }

    [Fact]
    public async Task What_cancelled_one_call_never_cancels_another()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        _orders.Work = token =>
        {
            first.Cancel();
            token.ThrowIfCancellationRequested();
            return Task.FromResult(0);
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => _orders.PlaceAsync(new Order(7), first.Token));

        _orders.Work = token => Task.FromResult(token.IsCancellationRequested ? 1 : 0);
        Assert.Equal(0, await _orders.PlaceAsync(new Order(7), second.Token));
    }

    [Fact]
    public async Task What_a_body_leaves_on_its_token_is_not_run_by_a_later_call()
    {
        using var caller = new CancellationTokenSource();
        var ran = false;
        _orders.Work = token =>
        {
            token.Register(() => ran = true);
            return Task.FromResult(0);
        };
        await _orders.PlaceAsync(new Order(7), caller.Token);

        _orders.Work = token =>
        {
            caller.Cancel();
            return Task.FromResult(token.IsCancellationRequested ? 1 : 0);
        };
        Assert.Equal(1, await _orders.PlaceAsync(new Order(7), caller.Token));
        Assert.False(ran);
    }

    [Fact]
    public async Task The_bodys_token_is_cancelled_when_the_lock_is_lost()
    {
        using var caller = new CancellationTokenSource();
        _orders.Work = token =>
        {
            _locks.Latest!.Lose();
            token.ThrowIfCancellationRequested();
            return Task.FromResult(0);
        };

        var lost = await Assert.ThrowsAsync<LockLostException>(() => _orders.PlaceAsync(new Order(7), caller.Token));
        Assert.False(lost.BodyCompleted);
        Assert.IsAssignableFrom<OperationCanceledException>(lost.InnerException);
    }

    [Fact]
    public async Task A_body_that_completes_after_its_lock_was_lost_is_no_success()
    {
        _orders.Work = _ =>
        {
            _locks.Latest!.Lose();
            return Task.FromResult(42);
        };

        var lost = await Assert.ThrowsAsync<LockLostException>(() => _orders.PlaceAsync(new Order(7)));
        Assert.True(lost.BodyCompleted);
        Assert.Null(lost.InnerException);
    }

    [Fact]
    public async Task A_body_without_a_token_in_its_definition_gets_the_locks_own()
    {
        CancellationToken inside = default;
        _orders.Work = token =>
        {
            inside = token;
            return Task.FromResult(0);
        };

        await _orders.CancelAsync(new Order(7));
        Assert.Equal(_locks.Latest!.LostToken, inside);
    }

    [Fact]
    public async Task A_cancelled_call_never_runs_its_body()
    {
        _orders.Work = _ => throw new InvalidOperationException("the body ran");

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => _orders.PlaceAsync(new Order(7), new CancellationToken(true)));
        Assert.Equal(new CancellationToken(true), cancelled.CancellationToken);
    }

    [Fact]
    public async Task A_lock_that_somebody_else_has_throws()
    {
        _locks.TakeElsewhere("orders/7");

        await Assert.ThrowsAsync<LockTimeoutException>(() => _orders.PlaceAsync(new Order(7)));
    }

    [Fact]
    public async Task Skip_returns_the_default_value_without_running()
    {
        _locks.TakeElsewhere("orders/7");
        _orders.Work = _ => throw new InvalidOperationException("the body ran");

        Assert.False(await _orders.TryArchiveAsync(7, CancellationToken.None));
        _orders.Archive(7);
        Assert.All(_locks.Requests, request => Assert.Equal(TimeSpan.Zero, request.Timeout));
    }

    [Fact]
    public async Task Skip_runs_when_the_lock_is_free()
    {
        Assert.True(await _orders.TryArchiveAsync(7, CancellationToken.None));
        Assert.False(_locks.IsHeld("orders/7"));
    }

    [Fact]
    public async Task The_fallback_is_called_when_somebody_else_has_the_lock()
    {
        using var caller = new CancellationTokenSource();
        _locks.TakeElsewhere("prices/7");
        _orders.Work = _ => throw new InvalidOperationException("the body ran");

        Assert.Equal(-7, await _orders.PriceAsync(7, caller.Token));
        Assert.Equal(caller.Token, _orders.FallbackToken);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(_locks.Requests).Timeout);
    }

    [Fact]
    public async Task The_fallback_is_not_called_when_the_lock_is_free()
    {
        Assert.Equal(42, await _orders.PriceAsync(7, CancellationToken.None));
        Assert.Null(_orders.FallbackToken);
        Assert.False(_locks.IsHeld("prices/7"));
    }

    [Fact]
    public async Task The_fallback_is_not_called_for_another_reason()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => _orders.PriceAsync(7, new CancellationToken(true)));
        _orders.Work = _ => throw new LockTimeoutException("/locks/inner", TimeSpan.Zero);
        await Assert.ThrowsAsync<LockTimeoutException>(() => _orders.PriceAsync(7, CancellationToken.None));

        Assert.Null(_orders.FallbackToken);
    }

    [Fact]
    public async Task An_exception_of_the_fallback_passes_as_it_is()
    {
        _locks.TakeElsewhere("prices/-7");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => _orders.PriceAsync(-7, CancellationToken.None));
        Assert.Equal("the fallback's own", thrown.Message);
    }

    [Fact]
    public void A_blocking_fallback_hands_on_references()
    {
        var calls = 10;
        _orders.Reprice(7, ref calls);
        Assert.Equal(17, calls);

        _locks.TakeElsewhere("prices/7");
        _orders.Reprice(7, ref calls);
        Assert.Equal(10, calls);
    }

    [Fact]
    public void A_blocking_call_hands_on_references()
    {
        var calls = 1;
        Assert.Equal(42, _orders.Count(7, ref calls, default));
        Assert.Equal(2, calls);
        Assert.False(_locks.IsHeld("orders/7"));
    }

    [Fact]
    public void A_blocking_call_tells_that_its_lock_was_lost()
    {
        _orders.Work = _ =>
        {
            _locks.Latest!.Lose();
            throw new InvalidOperationException("the body's own");
        };

        var calls = 0;
        var lost = Assert.Throws<LockLostException>(() => _orders.Count(7, ref calls, default));
        Assert.IsType<InvalidOperationException>(lost.InnerException);
    }

    [Fact]
    public async Task The_body_gets_the_lock_itself_if_it_asks_for_it()
    {
        var (value, path) = await _orders.CloseAsync(3, new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(3, value);
        Assert.Equal("/locks/days/2024-02-29/{System.Int32}", path);
    }

    [Fact]
    public async Task A_value_that_is_missing_is_told_before_anything_runs()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await _orders.CancelAsync(new Order(7, "")));
        Assert.Empty(_locks.Requests);
    }

    [Fact]
    public async Task An_object_without_locks_says_so()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => new Orders(null!).PlaceAsync(new Order(7)));
        Assert.Contains("IDistributedLocks", thrown.Message, StringComparison.Ordinal);
    }
}
