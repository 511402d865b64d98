using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ZkLockAttr.Hosting.Tests.Harness;

namespace ZkLockAttr.Hosting.Tests.Lifetime;

/// <summary>How a host lets go of its locks.</summary>
public sealed class StopTests : HostTests
{
    private const int StillHeld = 202;
    private const int NotClosed = 203;

    private static readonly TimeSpan Forever = TimeSpan.FromMinutes(10);

    [Fact(Timeout = Limit)]
    public async Task A_holder_finishes_before_the_session_is_closed()
    {
        var host = await StartAsync(Forever);
        var handle = await LocksOf(host).AcquireAsync("test");

        var stopping = host.StopAsync();

        Assert.True(await handle.ValidateAsync());
        Assert.False(stopping.IsCompleted);
        await handle.DisposeAsync();
        await stopping;
        Assert.False(handle.LostToken.IsCancellationRequested);
        Assert.Empty(Server.Sessions);
        Assert.Empty(Log.Messages(StillHeld));
    }

    [Fact(Timeout = Limit)]
    public async Task A_holder_that_does_not_finish_in_time_loses_its_lock_and_is_named()
    {
        var host = await StartAsync(TimeSpan.FromMilliseconds(50));
        var handle = await LocksOf(host).AcquireAsync("report");

        await host.StopAsync();

        Assert.True(handle.LostToken.IsCancellationRequested);
        Assert.False(handle.IsHeld);
        Assert.Empty(Server.GetChildren("/locks/report"));
        Assert.Empty(Server.Sessions);
        Assert.StartsWith(
            "DistributedLocks: at the end of the time to stop these locks are not free yet, and are given up: report.", Assert.Single(Log.Messages(StillHeld)),
            StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Whoever_waits_or_comes_is_told_that_the_process_is_stopping()
    {
        var host = await StartAsync(Forever);
        var locks = LocksOf(host);
        var handle = await await AskApartAsync(locks, new LockRequest("test"));
        var waiting = await AskApartAsync(locks, new LockRequest("test"));
        var waitingForSeveral = await AskApartAsync(locks, new LockRequest("test").And("other"));
        await Server.WaitUntilAsync(server => server.GetChildren("/locks/test").Count == 2);

        var stopping = host.StopAsync();

        foreach (var told in new[] { waiting, waitingForSeveral, Task.Run(() => locks.AcquireAsync("new").AsTask()) })
        {
            var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => told);
            Assert.EndsWith("could not be asked for: this process is stopping and takes no more locks.", exception.Message, StringComparison.Ordinal);
        }

        await Server.WaitUntilAsync(server => server.GetChildren("/locks/test").Count == 1);
        Assert.True(await handle.ValidateAsync());
        await handle.DisposeAsync();
        await stopping;
    }

    [Fact(Timeout = Limit)]
    public async Task A_holder_gets_the_locks_that_it_needs_to_finish()
    {
        var host = await StartAsync(Forever);
        var locks = LocksOf(host);
        var others = await await AskApartAsync(locks, new LockRequest("waited for"));
        var outer = await locks.AcquireAsync("outer");
        var waiting = locks.AcquireAsync("waited for").AsTask();

        var stopping = host.StopAsync();
        await others.DisposeAsync();

        await using (await waiting)
        await using (await locks.AcquireAsync("asked for now"))
        {
            await outer.DisposeAsync();
        }

        await stopping;
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_that_is_kept_for_the_next_caller_keeps_no_host_from_stopping()
    {
        var host = await StartAsync(Forever);
        var locks = LocksOf(host);
        await using (await locks.AcquireAsync(new LockRequest("kept") { Retain = Forever }))
        {
        }

        var handle = await locks.AcquireAsync(new LockRequest("used") { Retain = Forever });
        var stopping = host.StopAsync();
        await handle.DisposeAsync();

        await stopping;
        Assert.Empty(Server.GetChildren("/locks/kept"));
        Assert.Empty(Server.GetChildren("/locks/used"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_with_a_least_time_is_kept_from_others_by_the_sessions_time_out_when_the_process_has_no_more_time()
    {
        var host = await StartAsync(TimeSpan.FromMilliseconds(50));
        await using (await LocksOf(host).AcquireAsync(new LockRequest("nightly") { HoldAtLeast = Forever }))
        {
        }

        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        Assert.Single(Server.GetChildren("/locks/nightly"));
        Assert.Single(Log.Messages(StillHeld));
        Assert.Single(Log.Messages(NotClosed));
    }

    [Fact(Timeout = Limit)]
    public async Task Services_that_stop_may_finish_what_they_hold()
    {
        var builder = NewBuilder();
        builder.Services.AddDistributedLocks();
        builder.Services.AddSingleton<Worker>().AddHostedService(services => services.GetRequiredService<Worker>());
        var host = await StartAsync(builder);
        var worker = host.Services.GetRequiredService<Worker>();
        await worker.Holds;

        await host.StopAsync();

        Assert.True(worker.WasHeldToTheEnd);
        Assert.Empty(Server.Sessions);
    }

    private Task<IHost> StartAsync(TimeSpan shutdownTimeout)
    {
        var builder = NewBuilder();
        builder.Services.AddDistributedLocks();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = shutdownTimeout);
        return StartAsync(builder);
    }

    private sealed class Worker(IDistributedLocks locks) : BackgroundService
    {
        private readonly TaskCompletionSource _holds = new();

        public Task Holds => _holds.Task;

        public bool WasHeldToTheEnd { get; private set; }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await using var handle = await locks.AcquireAsync("work", cancellationToken: stoppingToken);
            _holds.SetResult();
            var stopping = new TaskCompletionSource();
            await using var registration = stoppingToken.Register(stopping.SetResult);
            await stopping.Task;
            WasHeldToTheEnd = await handle.ValidateAsync(CancellationToken.None);
        }
    }
}
