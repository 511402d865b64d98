using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Telemetry.Tests;

/// <summary>What listeners are told, by the OpenTelemetry SDK.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "xunit ends what IAsyncLifetime has begun.")]
public sealed class TelemetryTests : IAsyncLifetime
{
    private const int Limit = 60_000;

    private const string Wait = "zklockattr.lock.wait.duration";
    private const string Hold = "zklockattr.lock.hold.duration";

    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start();
    private readonly DistributedLocks _locks;
    private readonly Telemetry _telemetry;

    public TelemetryTests()
    {
        _locks = new DistributedLocks(_server.ConnectionString);
        _telemetry = new Telemetry(_server.ConnectionString + "/locks");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _locks.DisposeAsync();
        _telemetry.Dispose();
        await _server.DisposeAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task A_locked_method_is_told_of_by_the_name_in_its_attribute()
    {
        var shop = new Shop(_locks);
        await shop.PlaceAsync(42, () => Task.CompletedTask);
        await shop.PlaceAsync(43, () => Task.CompletedTask);
        await shop.CountAsync(7);

        Assert.Equal(2, _telemetry.Read(Wait)["kind=exclusive outcome=acquired template=orders/{id}"]);
        Assert.Equal(2, _telemetry.Read(Hold)["kind=exclusive outcome=released template=orders/{id}"]);
        Assert.Equal(1, _telemetry.Read(Wait)["kind=several outcome=acquired template=stock/{id}, till"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Wait_and_hold_are_spans_below_the_callers_own()
    {
        using var callers = new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        await new Shop(_locks).PlaceAsync(42, () =>
        {
            Assert.Equal(callers, Activity.Current);
            return Task.CompletedTask;
        });
        Assert.Equal(callers, Activity.Current);

        var (wait, hold) = _telemetry.Spans switch { [var first, var second] => (first, second), var spans => throw new InvalidOperationException($"{spans.Count} spans.") };
        Assert.Equal(("acquire orders/{id}", ActivityKind.Client, callers.SpanId), (wait.DisplayName, wait.Kind, wait.ParentSpanId));
        Assert.Equal(("hold orders/{id}", ActivityKind.Internal, callers.SpanId), (hold.DisplayName, hold.Kind, hold.ParentSpanId));
        Assert.Equal(("orders/42", "acquired"), (wait.GetTagItem("zklockattr.lock.name"), wait.GetTagItem("zklockattr.lock.outcome")));
        Assert.Equal("released", hold.GetTagItem("zklockattr.lock.outcome"));
        Assert.True(wait.StartTimeUtc + wait.Duration <= hold.StartTimeUtc + TimeSpan.FromMilliseconds(1));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_by_hand_has_no_template_unless_it_is_given_one()
    {
        await (await _locks.AcquireAsync("report-2026")).DisposeAsync();
        await (await _locks.AcquireAsync(LockName.FromString("report-2026").As("report-{year}"))).DisposeAsync();

        Assert.Equal(1, _telemetry.Read(Wait)["kind=exclusive outcome=acquired"]);
        Assert.Equal(1, _telemetry.Read(Wait)["kind=exclusive outcome=acquired template=report-{year}"]);
        Assert.Equal(["acquire", "hold", "acquire report-{year}", "hold report-{year}"], _telemetry.Spans.Select(span => span.DisplayName));
    }

    [Fact(Timeout = Limit)]
    public async Task What_comes_to_nothing_is_told_with_the_reason()
    {
        await using var others = new DistributedLocks(_server.ConnectionString);
        await using var held = await others.AcquireAsync("test");
        using var cancellation = new CancellationTokenSource();

        Assert.Null(await _locks.TryAcquireAsync("test"));
        await Assert.ThrowsAsync<LockTimeoutException>(() => _locks.AcquireAsync("test", TimeSpan.Zero).AsTask());
        var waiting = _locks.AcquireAsync("test", cancellationToken: cancellation.Token).AsTask();
        Assert.Equal(1, _telemetry.ReadOne("zklockattr.lock.waiters"));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        // The other DistributedLocks is in the same ensemble: its wait is among the acquired ones.
        Assert.Equal(2, _telemetry.Read(Wait)["kind=exclusive outcome=timeout"]);
        Assert.Equal(1, _telemetry.Read(Wait)["kind=exclusive outcome=cancelled"]);
        Assert.Equal(
            [ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Error],
            _telemetry.Spans.Where(span => span.GetTagItem("zklockattr.lock.outcome") is "timeout" or "cancelled").Select(span => span.Status));
    }

    [Fact(Timeout = Limit)]
    public async Task A_caller_who_is_turned_away_at_once_is_told_of_too()
    {
        await _locks.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => _locks.AcquireAsync("test").AsTask());

        Assert.Equal(1, _telemetry.Read(Wait)["kind=exclusive outcome=failed"]);
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(_telemetry.Spans).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_lock_is_told_when_its_holder_lets_go()
    {
        var handle = await _locks.AcquireAsync("test");
        var lost = new TaskCompletionSource();
        handle.LostToken.Register(lost.SetResult);
        _server.ExpireAllSessions();
        await lost.Task;
        await handle.DisposeAsync();
        await handle.DisposeAsync();

        Assert.Equal(1, _telemetry.Read(Hold)["kind=exclusive outcome=lost"]);
        Assert.Equal(1, _telemetry.ReadOne("zklockattr.lock.losses"));
        Assert.Equal(0, _telemetry.ReadOne("zklockattr.lock.holders"));
        Assert.Equal(ActivityStatusCode.Error, _telemetry.Spans[^1].Status);

        // The loss may be known before the expiry is; the next session is behind both.
        await (await _locks.AcquireAsync("test")).DisposeAsync();
        Assert.Equal(1, _telemetry.ReadOne("zklockattr.session.expiries"));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_a_lease_nothing_of_it_is_left()
    {
        var handle = await _locks.AcquireAsync("test");
        var lost = new TaskCompletionSource();
        handle.LostToken.Register(lost.SetResult);
        _server.ExpireAllSessions();
        await lost.Task;

        Assert.Equal(0, _telemetry.ReadOne("zklockattr.session.lease.left"));
    }

    [Fact(Timeout = Limit)]
    public async Task The_session_tells_how_it_is()
    {
        var handle = await _locks.AcquireAsync("test");
        Assert.Equal(1, _telemetry.ReadOne("zklockattr.session.connected"));
        Assert.Equal(1, _telemetry.ReadOne("zklockattr.lock.holders"));
        Assert.InRange(_telemetry.ReadOne("zklockattr.session.lease.left"), 1, 20);

        _server.DropConnections();
        Assert.True(await handle.ValidateAsync());

        Assert.Equal(1, _telemetry.ReadOne("zklockattr.session.reconnects"));
        Assert.Equal(0, _telemetry.ReadOne("zklockattr.session.expiries"));
        await handle.DisposeAsync();
        Assert.Equal(0, _telemetry.ReadOne("zklockattr.lock.holders"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_that_goes_from_caller_to_caller_is_handed_over()
    {
        var shop = new Shop(_locks);
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var first = shop.PlaceAsync(42, () =>
        {
            begun.SetResult();
            return end.Task;
        });
        await begun.Task;
        var second = shop.PlaceAsync(42, () => Task.CompletedTask);
        Assert.Equal((1, 1), (_telemetry.ReadOne("zklockattr.lock.waiters"), _telemetry.ReadOne("zklockattr.lock.holders")));
        end.SetResult();
        await first;
        await second;

        Assert.Equal(1, _telemetry.ReadOne("zklockattr.lock.handovers"));
        Assert.Equal((0, 0), (_telemetry.ReadOne("zklockattr.lock.waiters"), _telemetry.ReadOne("zklockattr.lock.holders")));
    }

    [Fact(Timeout = Limit)]
    public async Task Listeners_run_on_the_callers_threads_and_can_use_the_locks()
    {
        var held = new List<bool>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LockTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if ("outer".Equals(span.GetTagItem("zklockattr.lock.name")))
                {
                    using var inner = _locks.Acquire("inner");
                    held.Add(inner.IsHeld);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await (await _locks.AcquireAsync("outer")).DisposeAsync();

        Assert.Equal([true, true], held);
    }

    [Fact(Timeout = Limit)]
    public async Task Locks_that_are_disposed_are_seen_no_more()
    {
        await (await _locks.AcquireAsync("test")).DisposeAsync();
        Assert.NotEmpty(_telemetry.Read("zklockattr.session.connected"));

        await _locks.DisposeAsync();

        Assert.Empty(_telemetry.Read("zklockattr.session.connected"));
    }
}
