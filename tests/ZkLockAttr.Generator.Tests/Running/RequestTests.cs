namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>What the locks are asked for by a method that wants more than one exclusive lock.</summary>
public partial class RequestTests
{
    private readonly FakeLocks _locks = new();
    private readonly List<string> _read = [];

    private string First => Read("first");

    private string Second => Read("second");

    [DistributedLock("a/{this.First}", "b/{this.Second}/{id}", "c", Timeout = "5s")]
    private partial Task<bool> BothAsync(int id, CancellationToken cancellationToken);

    [DistributedLock("report", "rates", Mode = LockMode.Shared)]
    private partial bool Report();

    [DistributedSemaphore("licences/{product}", 3, HoldAtLeast = "2m", Timeout = "0s", Fallback = nameof(Later))]
    private partial string Render(string product);

    [DistributedLock("cache", Retain = "10s", HoldAtLeast = "1s")]
    private partial ValueTask FillAsync();

    [DistributedLock("ledger")]
    private partial ValueTask<long> AppendAsync();

    [Fact]
    public async Task Names_are_evaluated_once_and_in_order_before_anything_is_taken()
    {
        Assert.True(await BothAsync(7, default));

        Assert.Equal(["first", "second"], _read);
        Assert.Equal(new FakeLocks.Request("a/first, b/second/7, c", TimeSpan.FromSeconds(5), default), Assert.Single(_locks.Requests));
        Assert.Equal(LockOptions.None, _locks.LatestRequest!.Options);
        Assert.False(_locks.IsHeld("a/first, b/second/7, c"));
    }

    [Fact]
    public async Task A_name_that_cannot_be_made_takes_nothing()
    {
        ReadAsEmpty = "second";

        await Assert.ThrowsAsync<ArgumentException>(() => BothAsync(7, default));
        Assert.Equal(["first", "second"], _read);
        Assert.Empty(_locks.Requests);
    }

    [Fact]
    public void The_mode_is_that_of_all_names()
    {
        Assert.True(Report());
        Assert.Equal("report (shared), rates (shared)", Assert.Single(_locks.Requests).Name);
    }

    [Fact]
    public void A_place_of_a_semaphore()
    {
        Assert.Equal("rendered", Render("x/y"));
        Assert.Equal(new FakeLocks.Request("licences/x%2Fy (one of 3)", TimeSpan.Zero, default), Assert.Single(_locks.Requests));
        Assert.Equal((LockOptions.HandOver, TimeSpan.FromMinutes(2)), (_locks.LatestRequest!.Options, _locks.LatestRequest.HoldAtLeast));

        _locks.TakeElsewhere("licences/x%2Fy (one of 3)");
        Assert.Equal("later", Render("x/y"));
    }

    [Fact]
    public async Task A_lock_that_is_kept_and_held_at_least()
    {
        await FillAsync();

        var request = _locks.LatestRequest!;
        Assert.Equal(("cache", LockOptions.HandOver, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1)), (request.ToString(), request.Options, request.Retain, request.HoldAtLeast));
    }

    [Fact]
    public async Task A_body_that_takes_the_handle_asks_for_a_lock_of_its_own()
    {
        Assert.Equal(1, await AppendAsync());
        Assert.Null(_locks.LatestRequest);
    }

    private string? ReadAsEmpty { get; set; }

    private string Read(string member)
    {
        _read.Add(member);
        return ReadAsEmpty == member ? "" : member;
    }

    private Task<bool> BothAsyncCore(int id, CancellationToken cancellationToken) => Task.FromResult(_locks.IsHeld($"a/first, b/second/{id}, c"));

    private bool ReportCore() => _locks.IsHeld("report (shared), rates (shared)");

    private static string RenderCore(string product) => "rendered";

    private static string Later(string product) => "later";

    private ValueTask FillAsyncCore() => default;

    private static ValueTask<long> AppendAsyncCore(LockHandle handle) => new(handle.FencingToken);
}
