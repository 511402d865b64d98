using Xunit;
using ZkLockAttr;

namespace Shop.Tests;

public sealed class LossTests(Fleet fleet) : IClassFixture<Fleet>
{
    [Fact]
    public async Task An_order_whose_lock_is_lost_is_given_up()
    {
        var orders = new OrderService(fleet.Locks, new Ledger((_, cancellationToken) =>
        {
            fleet.Server.Locks.ExpireHolders("orders/42");

            // A ledger that is busy until it is cancelled.
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }));

        var lost = await Assert.ThrowsAsync<LockLostException>(() => orders.PlaceAsync("42"));

        Assert.False(lost.BodyCompleted);
    }

    [Fact]
    public async Task An_order_of_a_machine_that_has_died_is_placed_here_when_its_session_expires()
    {
        var orders = new OrderService(fleet.Locks, new Ledger((_, _) => Task.CompletedTask));
        await using var dead = await fleet.Server.Locks.HoldAsync("orders/42");
        var place = orders.PlaceAsync("42");
        await fleet.Server.Locks.WaitUntilAwaitedAsync("orders/42");

        fleet.Server.Locks.ExpireHolders("orders/42");

        await place;
    }
}
