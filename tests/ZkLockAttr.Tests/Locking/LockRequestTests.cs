namespace ZkLockAttr.Tests.Locking;

/// <summary>What can be asked for at all, before anybody is asked.</summary>
public sealed class LockRequestTests
{
    [Fact]
    public void A_request_stays_as_it_is_when_another_name_is_added()
    {
        var one = new LockRequest("a");

        var two = one.And("b", LockMode.Shared);

        Assert.Equal("a", one.ToString());
        Assert.Equal("a, b (shared)", two.ToString());
    }

    [Fact]
    public void A_name_that_is_there_already_stays_once_in_the_stronger_mode()
    {
        Assert.Equal("a, b", new LockRequest("a", LockMode.Shared).And("b").And("a").ToString());
        Assert.Equal("a, b", new LockRequest("a").And("b").And("a", LockMode.Shared).ToString());
        Assert.Equal("a (shared)", new LockRequest("a", LockMode.Shared).And("a", LockMode.Shared).ToString());
    }

    [Fact]
    public void A_request_has_at_most_128_names()
    {
        var most = Enumerable.Range(1, 127).Aggregate(new LockRequest("0"), (request, number) => request.And($"{number}"));

        Assert.Throws<InvalidOperationException>(() => most.And("another"));
        most.And("127");
    }

    [Fact]
    public void Only_plain_locks_can_be_taken_together()
    {
        Assert.Throws<InvalidOperationException>(() => LockRequest.Semaphore("a", 2).And("b"));
        Assert.Throws<InvalidOperationException>(() => new LockRequest("a") { Options = LockOptions.Downgradable }.And("b"));
        Assert.Throws<InvalidOperationException>(() => new LockRequest("a") { Retain = TimeSpan.FromSeconds(1) }.And("b"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_semaphore_has_at_least_one_place(int count)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LockRequest.Semaphore("a", count));
    }

    [Fact]
    public void A_mode_that_is_none_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new LockRequest("a", (LockMode)7));
        Assert.ThrowsAny<ArgumentException>(() => new LockRequest("a").And("b", (LockMode)7));
    }

    [Fact]
    public void No_name_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new LockRequest(default));
        Assert.ThrowsAny<ArgumentException>(() => new LockRequest("a").And(default));
        Assert.ThrowsAny<ArgumentException>(() => LockRequest.Semaphore(default, 2));
    }

    [Fact]
    public void A_negative_time_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LockRequest("a") { Retain = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LockRequest("a") { HoldAtLeast = TimeSpan.FromTicks(-1) });
    }

    [Fact]
    public async Task No_request_is_refused()
    {
        await using var locks = new DistributedLocks("127.0.0.1:1");

        await Assert.ThrowsAsync<ArgumentNullException>(() => locks.AcquireAsync((LockRequest)null!).AsTask());
        Assert.Throws<ArgumentNullException>(() => locks.TryAcquire((LockRequest)null!));
    }

    [Fact]
    public async Task Universal_locks_cannot_be_shared()
    {
        await using var locks = new DistributedLocks("127.0.0.1:1", new DistributedLocksOptions { Interop = LockInterop.Universal });

        await Assert.ThrowsAsync<ArgumentException>(() => locks.AcquireAsync(new LockRequest("a", LockMode.Shared)).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => locks.AcquireAsync(new LockRequest("a").And("b", LockMode.Shared)).AsTask());
        Assert.Throws<ArgumentException>(() => locks.TryAcquire(new LockRequest("a", LockMode.Shared)));
    }
}
