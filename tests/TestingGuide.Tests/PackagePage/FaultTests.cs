using Xunit;
using ZkLockAttr;
using ZkLockAttr.Testing;

namespace Orders;

public sealed class FaultTests
{
    [Fact]
    public async Task A_lost_answer_costs_no_lock()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(server.ConnectionString);
        using var lost = server.Faults.DropAfterApply(message => message.Operation == ServerOperation.Create);

        await using (await locks.AcquireAsync("orders/42"))
        {
            server.Locks.AssertHeld("orders/42");
        }

        server.Locks.AssertFree("orders/42");
        Assert.Equal(1, lost.Hits);
    }
}
