using System.Globalization;
using ZkLockAttr.CompilerServices;

namespace ZkLockAttr.Tests.Hostile;

/// <summary>What cannot be a lock's name is refused before anything is sent, with the part that offends; soon, however long it is.</summary>
public sealed class HostileNameTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { new string('x', 1_000_000), "longer than 4096" },
        { string.Join('/', Enumerable.Repeat("a", 10_000)), "longer than 4096" },
        { new string('%', 4000), "longer than 4096" },
        { "a/" + new string('\u00e9', 4000), "bytes with its root" },
        { "a\0", "U+0000" },
        { "a\u001b[31m", "U+001B" },
        { "a\u0085", "U+0085" },
        { "a\ufeff\ufff9", "U+FFF9" },
        { "../etc", "'..'" },
        { "a/.", "'.'" },
        { "\\/", "empty segment" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_name_that_cannot_be_a_path_is_refused_with_the_part_that_offends(string name, string part)
    {
        // Nobody listens there: were anything sent, it would be another exception.
        await using var locks = new DistributedLocks("127.0.0.1:1", new DistributedLocksOptions { ConnectTimeout = TimeSpan.FromMilliseconds(1) });

        Assert.All(
            new Action[]
            {
                () => _ = locks.AcquireAsync(name).AsTask(),
                () => _ = locks.TryAcquireAsync(name).AsTask(),
                () => locks.Acquire(name),
                () => locks.TryAcquire(name),
            },
            ask =>
            {
                var exception = Assert.ThrowsAny<ArgumentException>(ask);
                Assert.Contains(part, exception.Message, StringComparison.Ordinal);
                Assert.InRange(exception.Message.Length, 1, 300);
                Assert.DoesNotContain(exception.Message, char.IsControl);
            });
    }

    [Fact]
    public async Task Null_is_no_name()
    {
        await using var locks = new DistributedLocks("127.0.0.1:1");

        await Assert.ThrowsAsync<ArgumentNullException>(() => locks.AcquireAsync((string)null!).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => locks.AcquireAsync(default(LockName)).AsTask());
    }

    [Fact]
    public async Task A_path_of_4096_bytes_is_a_locks_and_one_more_is_too_long()
    {
        await using var locks = new DistributedLocks("127.0.0.1:1", new DistributedLocksOptions { ConnectTimeout = TimeSpan.FromMilliseconds(1) });
        var longest = new string('x', 4096 - "/locks/".Length);

        await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync(longest).AsTask());
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => locks.AcquireAsync(longest + "x").AsTask());
        Assert.Contains("4097 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(5_000)]
    public void Values_that_are_too_long_are_refused_before_they_are_escaped(int length)
    {
        // Each '-' in the first value would have to be escaped when the second one comes.
        var value = new string('-', length);

        var exception = Assert.Throws<ArgumentException>(() => LockedCall.Name($"orders/{value}-{"x"}"));

        Assert.Contains("orders/---", exception.Message, StringComparison.Ordinal);
        Assert.Contains("longer than 4096", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0", "%00")]
    [InlineData("..", ".%2E")]
    [InlineData("\u202Eabc\u202C", "\u202Eabc\u202C")]
    [InlineData("zookeeper", "zookeeper")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("%2F", "%252F")]
    [InlineData("z__lock__0000000001", "z__lock__000000000%31")]
    [InlineData("\r\n", "%0D%0A")]
    public void A_value_works_whatever_is_in_it(string value, string escaped) => Assert.Equal($"x/{escaped}", LockedCall.Name($"x/{value}").ToString());

    // Here and not above: xunit's own data cannot carry them.
    [Theory]
    [InlineData(0xD83D, "%ED%A0%BD")]
    [InlineData(0xDC00, "%ED%B0%80")]
    public void Half_of_a_surrogate_pair_is_refused_in_a_name_and_escaped_in_a_value(int code, string escaped)
    {
        var half = ((char)code).ToString();

        var exception = Assert.Throws<ArgumentException>(() => LockName.FromString("a" + half));

        Assert.Contains(code.ToString("X4", CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal);
        Assert.Equal("a" + escaped, LockedCall.Name($"a{half}").ToString());
    }
}
