using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Tests.Locking;

public sealed class QueueNodeNameTests
{
    [Theory]
    [InlineData("0123__lock__0000000007", 7)]
    [InlineData("0123__rlock__0000000007", 7)]
    [InlineData("z00__lock__-000000005", -5)]
    [InlineData("z00__lock__-2147483648", int.MinValue)]
    [InlineData("z00__lock__2147483647", int.MaxValue)]
    public void Contenders_are_recognised(string name, int number)
    {
        Assert.True(QueueNodeName.TryRead(name, out var read));
        Assert.Equal(number, read.Number);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("0123__lock__")]
    [InlineData("__lock__-")]
    [InlineData("0123__lock__x0000000001")]
    [InlineData("0123__lock__99999999999")]
    [InlineData("")]
    public void Others_are_none(string name) => Assert.False(QueueNodeName.TryRead(name, out _));

    [Theory]
    [InlineData("lock-7")]
    [InlineData("read-42")]
    [InlineData("block-000000012")]
    public void An_everyday_name_with_a_number_of_its_own_is_no_contender(string name) => Assert.False(QueueNodeName.TryRead(name, out _));

    [Fact]
    public void An_attempt_is_read_back_by_its_owner_only()
    {
        var name = QueueNodeName.Request("/a", 0xDEADBEEF, 17, QueueMark.Lock)[3..] + "0000000001";
        Assert.True(QueueNodeName.TryReadAttempt(name, 0xDEADBEEF, out var attempt));
        Assert.Equal(17u, attempt);
        Assert.False(QueueNodeName.TryReadAttempt(name, 0xDEADBEEE, out _));
        Assert.False(QueueNodeName.TryReadAttempt("z12", 0xDEADBEEF, out _));
    }

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(2, 2, true)]
    [InlineData(3, 2, false)]
    [InlineData(int.MaxValue, int.MinValue, true)]
    [InlineData(int.MinValue, int.MaxValue, false)]
    public void Numbers_wrap_and_an_equal_one_excludes(int other, int own, bool isAhead) => Assert.Equal(isAhead, QueueNodeName.IsAhead(other, own));

    [Theory]
    [InlineData(0, false)]
    [InlineData(int.MaxValue - (1 << 24), false)]
    [InlineData(int.MaxValue - (1 << 24) + 1, true)]
    [InlineData(int.MaxValue, true)]
    [InlineData(-1, true)]
    public void Numbers_near_the_end_of_the_counter_are_not_used(int number, bool isExhausted) =>
        Assert.Equal(isExhausted, QueueNodeName.IsExhausted(number));
}
