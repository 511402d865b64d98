using ZkLockAttr.CompilerServices;

namespace ZkLockAttr.Tests.Configuration;

/// <summary>Where locked methods get their locks from, and what they say when there are none. No other test here sets the default.</summary>
public sealed class DefaultLocksTests
{
    [Fact]
    public async Task The_default_is_set_once_and_free_again_when_its_locks_are_disposed()
    {
        Assert.Contains("before", Assert.Throws<InvalidOperationException>(() => DistributedLocks.Default).Message, StringComparison.Ordinal);
        await using var other = new DistributedLocks("127.0.0.1:1");
        await using (var locks = new DistributedLocks("127.0.0.1:1"))
        {
            DistributedLocks.Default = locks;
            DistributedLocks.Default = locks;
            Assert.Same(locks, DistributedLocks.Default);
            Assert.Contains("two ensembles", Assert.Throws<InvalidOperationException>(() => DistributedLocks.Default = other).Message, StringComparison.Ordinal);
        }

        Assert.Throws<InvalidOperationException>(() => DistributedLocks.Default);
    }

    [Fact]
    public void A_provider_that_is_null_is_told() =>
        Assert.Throws<InvalidOperationException>(() => LockedCall.Acquire(null!, "test", null, CancellationToken.None));
}
