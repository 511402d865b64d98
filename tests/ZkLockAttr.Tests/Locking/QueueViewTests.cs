using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Tests.Locking;

public sealed class QueueViewTests
{
    private const string Own = "z0__lock__0000000005";

    private static readonly QueueKind Exclusive = new(LockMode.Exclusive);
    private static readonly QueueKind Shared = new(LockMode.Shared);
    private static readonly QueueKind Universal = new(LockMode.Exclusive, Interop: LockInterop.Universal);

    [Fact]
    public void Alone_nobody_is_ahead_or_behind()
    {
        var view = See(Exclusive, Own);

        Assert.True(view.HasOwn);
        Assert.Equal(0, view.Ahead);
        Assert.Empty(view.Predecessors);
        Assert.False(view.HasCompany);
    }

    [Fact]
    public void Without_its_own_node_the_list_says_so() => Assert.False(See(Exclusive, "z1__lock__0000000004").HasOwn);

    [Fact]
    public void The_nearest_is_the_predecessor_in_whatever_order_they_are_listed()
    {
        var view = See(Exclusive, "z9__lock__0000000009", "z1__lock__0000000004", "z3__rlock__0000000001", Own, "z2__lock__0000000002");

        Assert.Equal(["z1__lock__0000000004"], view.Predecessors);
        Assert.Equal(3, view.Ahead);
        Assert.Equal(9, view.Highest);
    }

    [Fact]
    public void Who_is_behind_is_company() => Assert.True(See(Exclusive, Own, "z9__lock__0000000009").HasCompany);

    [Fact]
    public void An_equal_number_of_somebody_else_excludes() => Assert.Equal(1, See(Exclusive, Own, "a__lock__0000000005").Ahead);

    [Fact]
    public void Numbers_before_the_wrap_are_ahead() => Assert.Equal(
        ["a__lock__2147483647"],
        QueueView.Of(NodeNames.Of("z__lock__-2147483648", "a__lock__2147483647"), Exclusive, "/a", [Node("z__lock__", int.MinValue)]).Predecessors);

    [Fact]
    public void What_is_no_contender_does_not_count() => Assert.Equal(0, See(Exclusive, Own, "42", "lock-", "orders").Ahead);

    [Fact]
    public void A_reader_is_kept_out_by_writers_only()
    {
        var view = See(Shared, Own, "z1__rlock__0000000004", "z2__lock__0000000002", "z3__rlock__0000000001");

        Assert.Equal(["z2__lock__0000000002"], view.Predecessors);
        Assert.Equal(1, view.Ahead);
    }

    [Fact]
    public void A_semaphores_nearest_are_as_many_as_can_hold()
    {
        var view = See(new QueueKind(LockMode.Shared, 2), Own, Semaphore(2, 1), Semaphore(2, 4), Semaphore(2, 2), Semaphore(2, 9));

        Assert.Equal(3, view.Ahead);
        Assert.Equal([Semaphore(2, 4), Semaphore(2, 2)], view.Predecessors);
    }

    [Fact]
    public void Another_count_ahead_contradicts_and_one_behind_does_not()
    {
        var kind = new QueueKind(LockMode.Shared, 2);

        Assert.Equal(Semaphore(3, 4), See(kind, Own, Semaphore(3, 4)).Contradiction);
        Assert.Null(See(kind, Own, Semaphore(3, 6)).Contradiction);
        Assert.Equal(Semaphore(3, 4), See(Exclusive, Own, Semaphore(3, 4)).Contradiction);
    }

    [Theory]
    [InlineData("_c_11111111-2222-3333-4444-555555555555-lock-0000000001")]
    [InlineData("_c_11111111-2222-3333-4444-555555555555-__READ__0000000001")]
    [InlineData("_c_11111111-2222-3333-4444-555555555555-__WRIT__0000000001")]
    [InlineData("lock-0000000001")]
    [InlineData("read-0000000001")]
    [InlineData("write-0000000001")]
    public void Other_clients_names_count_under_universal_only(string other)
    {
        Assert.Equal(1, See(Universal, Own, other).Ahead);
        Assert.Equal(0, See(Exclusive, Own, other).Ahead);
    }

    [Fact]
    public void A_reader_of_kazoos_is_first_where_no_writer_is_before_it()
    {
        const string reader = "0123456789abcdef0123456789abcdef__rlock__0000000003";

        Assert.True(See(Exclusive, Own, reader).IsKazooReaderFirst);
        Assert.True(See(Exclusive, Own, reader, "z1__lock__0000000004").IsKazooReaderFirst);
        Assert.False(See(Exclusive, Own, reader, "z1__lock__0000000002").IsKazooReaderFirst);
        Assert.Equal(3, See(Exclusive, Own, reader, "z1__lock__0000000002").KazooReader);
        Assert.Null(See(Exclusive, Own, $"z{new string('0', 24)}__rlock__0000000003").KazooReader);
    }

    private static QueueView See(QueueKind kind, params string[] children) => QueueView.Of(NodeNames.Of(children), kind, "/a", [Node("z0__lock__", 5)]);

    private static ClaimedNode Node(string prefix, int number)
    {
        var node = new ClaimedNode("/a", "/a/" + prefix, QueueMark.Lock);
        node.OnCreated(number);
        return node;
    }

    private static string Semaphore(int count, int number) => $"z{new string('0', 24)}__sem{count}__{number:d10}";
}
