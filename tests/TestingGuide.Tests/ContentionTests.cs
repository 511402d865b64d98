using Xunit;
using ZkLockAttr;

namespace Shop.Tests;

public sealed class ContentionTests(Fleet fleet) : IClassFixture<Fleet>
{
    [Fact]
    public async Task An_order_that_somebody_else_places_is_not_placed_here()
    {
        var orders = new OrderService(fleet.Locks, new Ledger((_, _) => throw new InvalidOperationException("the body has run")));
        await using var stranger = await fleet.Server.Locks.HoldAsync("orders/42");

        var timeout = await Assert.ThrowsAsync<LockTimeoutException>(() => orders.PlaceAsync("42"));

        Assert.Contains("a stranger", timeout.Holder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_machines_place_an_order_one_after_the_other()
    {
        await using var elsewhere = fleet.Connect();
        var goOn = new TaskCompletionSource();
        var here = new OrderService(fleet.Locks, new Ledger((_, _) => goOn.Task)).PlaceAsync("42");
        await fleet.Server.Locks.WaitUntilHeldAsync("orders/42");

        var there = new OrderService(elsewhere, new Ledger((_, _) => Task.CompletedTask)).PlaceAsync("42");
        await fleet.Server.Locks.WaitUntilAwaitedAsync("orders/42");
        fleet.Server.Locks.AssertHeld("orders/42", by: fleet.Locks);

        goOn.SetResult();
        await here;
        await there;
    }
}
