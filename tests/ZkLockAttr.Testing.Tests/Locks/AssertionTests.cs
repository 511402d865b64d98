namespace ZkLockAttr.Testing.Tests.Locks;

/// <summary>What a test says of locks, and what it is told where that is not so.</summary>
public sealed class AssertionTests : LockedServer
{
    [Fact]
    public async Task A_lock_is_held_from_its_taking_to_its_release()
    {
        Server.Locks.AssertFree("orders/42");
        await using (await First.AcquireAsync("orders/42"))
        {
            Server.Locks.AssertHeld("orders/42");
            Assert.True(Server.Locks.IsHeld("orders/42"));
        }

        Server.Locks.AssertFree("orders/42");
        Server.Locks.AssertAllFree();
        Assert.False(Server.Locks.IsHeld("orders/42"));
    }

    [Fact]
    public async Task A_lock_that_is_not_held_is_told_with_those_that_are()
    {
        Assert.Equal(
            "The lock 'orders/42' is not held. Nobody holds it or waits for it. No lock is taken below '/locks'.",
            MessageOf(() => Server.Locks.AssertHeld("orders/42")));

        await using var other = await First.AcquireAsync("orders/43");
        await using var another = await First.AcquireAsync("rates");
        Assert.Equal(
            "The lock 'orders/42' is not held. Nobody holds it or waits for it. Taken below '/locks': 'orders/43', 'rates'.",
            MessageOf(() => Server.Locks.AssertHeld("orders/42")));
    }

    [Fact]
    public async Task A_lock_that_is_not_free_is_told_with_those_who_hold_it_and_wait()
    {
        await using var held = await First.AcquireAsync("orders/42");
        var waits = Second.AcquireAsync("orders/42").AsTask();
        await Server.Locks.WaitUntilAwaitedAsync("orders/42");

        var lines = MessageOf(() => Server.Locks.AssertFree("orders/42")).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("The lock 'orders/42' is not free.", lines[0]);
        Assert.StartsWith(
            $"  holds: machine={Environment.MachineName} process=first pid={Environment.ProcessId} (exclusive, ZkLockAttr, session 0x", lines[1], StringComparison.Ordinal);
        Assert.Matches(@", since \d\d:\d\d:\d\d\.\d\d\d UTC\)$", lines[1]);
        Assert.StartsWith("  waits: machine=", lines[2], StringComparison.Ordinal);
        Assert.Contains(" process=second ", lines[2], StringComparison.Ordinal);
        Assert.Equal(string.Join('\n', lines), MessageOf(Server.Locks.AssertAllFree));

        await held.DisposeAsync();
        await (await waits).DisposeAsync();
    }

    [Fact]
    public async Task A_lock_can_be_told_to_be_held_by_one_machine_and_not_by_another()
    {
        await using var held = await First.AcquireAsync("orders/42");
        await using var other = await Second.AcquireAsync("orders/43");

        Server.Locks.AssertHeld("orders/42", by: First);
        var message = MessageOf(() => Server.Locks.AssertHeld("orders/42", by: Second));
        Assert.StartsWith("The lock 'orders/42' is not held by session 0x", message, StringComparison.Ordinal);
        Assert.Contains("\n  holds: machine=", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locks_below_another_root_are_others()
    {
        await using var locks = Connect("shop", "/shop/locks");
        await using var held = await locks.AcquireAsync("orders/42");

        Server.LocksAt("/shop/locks").AssertHeld("orders/42");
        Server.LocksAt("/").AssertHeld("shop/locks/orders/42");
        Server.Locks.AssertAllFree();
        Assert.Contains("'shop/locks/orders/42'", MessageOf(Server.LocksAt("/").AssertAllFree), StringComparison.Ordinal);
        Assert.Contains("'shop/locks'", Assert.Throws<ArgumentException>(() => Server.LocksAt("shop/locks")).Message, StringComparison.Ordinal);
    }
}
