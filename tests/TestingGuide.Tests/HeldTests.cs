using Xunit;

namespace Shop.Tests;

public sealed class HeldTests(Fleet fleet) : IClassFixture<Fleet>
{
    [Fact]
    public async Task An_order_is_locked_while_it_is_placed_and_free_behind_it()
    {
        var orders = new OrderService(fleet.Locks, new Ledger((_, _) =>
        {
            fleet.Server.Locks.AssertHeld("orders/42", by: fleet.Locks);
            return Task.CompletedTask;
        }));

        await orders.PlaceAsync("42");

        fleet.Server.Locks.AssertFree("orders/42");
    }

    [Fact]
    public async Task An_order_is_free_when_placing_it_has_failed()
    {
        var orders = new OrderService(fleet.Locks, new Ledger((_, _) => throw new InvalidOperationException("the ledger is full")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => orders.PlaceAsync("42"));

        fleet.Server.Locks.AssertFree("orders/42");
    }
}
