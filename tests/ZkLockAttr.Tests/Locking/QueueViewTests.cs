using ZkLockAttr.Locking;

namespace ZkLockAttr.Tests.Locking;

public sealed class QueueViewTests
{
    private const string Own = "z0__lock__0000000005";

    [Fact]
    public void Alone_nobody_is_ahead() => Assert.Equal(new QueueView(true, null, 0), See(Own));

    [Fact]
    public void Without_its_own_node_the_list_says_so() => Assert.False(See("z1__lock__0000000004").HasOwn);

    [Fact]
    public void The_nearest_is_the_predecessor_in_whatever_order_they_are_listed() => Assert.Equal(
        new QueueView(true, "z1__lock__0000000004", 3),
        See("z9__lock__0000000009", "z1__lock__0000000004", "z3__rlock__0000000001", Own, "z2__lock__0000000002"));

    [Fact]
    public void An_equal_number_of_somebody_else_excludes() => Assert.Equal(1, See(Own, "a__lock__0000000005").Ahead);

    [Fact]
    public void Numbers_before_the_wrap_are_ahead() =>
        Assert.Equal("a__lock__2147483647", QueueView.Of(["z__lock__-2147483648", "a__lock__2147483647"], "z__lock__-2147483648", int.MinValue).Predecessor);

    [Fact]
    public void What_is_no_contender_does_not_count() => Assert.Equal(0, See(Own, "42", "lock-0000000001", "orders").Ahead);

    private static QueueView See(params string[] children) => QueueView.Of(children, Own, 5);
}
