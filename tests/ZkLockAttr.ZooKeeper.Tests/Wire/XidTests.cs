using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Tests.Wire;

public sealed class XidTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(int.MaxValue - 1, int.MaxValue)]
    [InlineData(int.MaxValue, 1)]
    public void Numbers_begin_again_at_one_and_never_meet_those_that_mean_something_else(int xid, int next) => Assert.Equal(next, Xid.After(xid));
}
