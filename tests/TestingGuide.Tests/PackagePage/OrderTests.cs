using Xunit;
using ZkLockAttr;
using ZkLockAttr.Testing;

namespace Orders;

public sealed partial class OrderService(IDistributedLocks locks, Action<int> append)
{
    [DistributedLock("orders/{order}", Timeout = "0s")]
    public partial Task PlaceAsync(int order, CancellationToken cancellationToken = default);

    private Task PlaceAsyncCore(int order, CancellationToken cancellationToken)
    {
        append(order);
        return Task.CompletedTask;
    }
}

public sealed class OrderTests
{
    [Fact]
    public async Task An_order_is_locked_while_it_is_placed_and_free_behind_it()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(server.ConnectionString);
        var orders = new OrderService(locks, order => server.Locks.AssertHeld($"orders/{order}"));

        await orders.PlaceAsync(42);

        server.Locks.AssertFree("orders/42");
    }

    [Fact]
    public async Task An_order_that_somebody_else_places_is_not_placed_here()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(server.ConnectionString);
        var orders = new OrderService(locks, _ => throw new InvalidOperationException("the body has run"));
        await using var stranger = await server.Locks.HoldAsync("orders/42");    // as another machine would

        await Assert.ThrowsAsync<LockTimeoutException>(() => orders.PlaceAsync(42));
    }
}
