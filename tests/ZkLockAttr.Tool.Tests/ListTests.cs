using System.Text.Json;
using ZkLockAttr.Testing;
using ZkLockAttr.Tool.Tests.Harness;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Tests;

/// <summary><c>zklock ls</c>.</summary>
public class ListTests
{
    [Fact]
    public async Task Kinds_holders_and_waiters_are_listed()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        await scene.WaitAsync(new LockRequest("orders/42"), "/locks/orders/42");
        await scene.WaitAsync(new LockRequest("orders/42", LockMode.Shared), "/locks/orders/42");
        await scene.HoldAsync(new LockRequest("report", LockMode.Shared));
        await scene.HoldAsync(new LockRequest("report", LockMode.Shared));
        await scene.HoldAsync(LockRequest.Semaphore("licences", 5));
        await scene.AddAsync("/locks/old/0123456789abcdef0123456789abcdef__lock__", "nightly.py", CreateMode.EphemeralSequential);
        await scene.AddAsync("/locks/java/_c_6b1f9f0e-0000-0000-0000-000000000000-lock-", "10.0.0.7", CreateMode.EphemeralSequential);

        Snapshot.Match((await scene.RunAsync("ls")).Succeeded(), "text");
        Snapshot.Match((await scene.RunAsync("ls", "orders", "--json")).Succeeded(), "json");
    }

    [Fact]
    public async Task A_lock_that_is_named_like_a_queue_node_is_a_lock()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("doors/lock-0000000007");
        await scene.HoldAsync("doors/lock-7");
        await scene.HoldAsync("doors");
        await scene.HoldAsync("doors/x__lock__0000000003");
        await scene.AddAsync("/locks/gate/lock-", null, CreateMode.EphemeralSequential);

        Assert.Equal(
            ["doors", "doors/lock-0000000007", "doors/lock-7", "doors/x__lock__0000000003", "gate"],
            Names(await scene.RunAsync("ls", "--json")));
    }

    [Theory]
    [InlineData("orders", "orders/1 orders/1/lines orders/2")]
    [InlineData("orders/*", "orders/1 orders/2")]
    [InlineData("orders/**", "orders/1 orders/1/lines orders/2")]
    [InlineData("*", "cleanup")]
    [InlineData("*/2", "orders/2")]
    [InlineData("orders/?/lines", "orders/1/lines")]
    [InlineData("/locks/orders/*", "orders/1 orders/2")]
    [InlineData("/other", "/other/lock")]
    [InlineData("nothing", "")]
    public async Task A_pattern_chooses_locks(string pattern, string expected)
    {
        await using var scene = new LockScene();
        foreach (var name in (string[])["cleanup", "orders/1", "orders/2", "orders/1/lines"])
        {
            await scene.HoldAsync(name);
        }

        await scene.AddAsync("/other/lock/0123456789abcdef0123456789abcdef__lock__", null, CreateMode.EphemeralSequential);

        Assert.Equal(expected, string.Join(' ', Names(await scene.RunAsync("ls", pattern, "--json"))));
    }

    [Fact]
    public async Task Free_locks_are_listed_where_they_are_asked_for()
    {
        await using var scene = new LockScene();
        await (await scene.HoldAsync("free")).DisposeAsync();
        await scene.HoldAsync("taken");

        Assert.Equal(["taken"], Names(await scene.RunAsync("ls", "--json")));
        Assert.Equal(["free", "taken"], Names(await scene.RunAsync("ls", "--all", "--json")));
        Assert.Matches(@"\nfree +free", (await scene.RunAsync("ls", "--all")).Succeeded());
    }

    [Fact]
    public async Task What_is_left_out_is_said()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("a");
        await scene.HoldAsync("b");

        var outcome = await scene.RunAsync("ls", "--limit", "1", "--json");

        Assert.Equal(["a"], Names(outcome));
        Assert.True(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("truncated").GetBoolean());
        Assert.Contains("more than these 1", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("nobody holds or waits", (await scene.RunAsync("ls", "none")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_queue_costs_one_list_and_one_read()
    {
        await using var scene = new LockScene();
        for (var i = 0; i < 30; i++)
        {
            await scene.AddAsync("/locks/long/0123456789abcdef0123456789abcdef__lock__", null, CreateMode.EphemeralSequential);
        }

        var before = scene.Server.Statistics;
        Assert.Contains("29", (await scene.RunAsync("ls")).Succeeded(), StringComparison.Ordinal);

        // The root's list, and the lock's.
        Assert.Equal(2, Count(ServerOperation.GetChildren2));
        Assert.Equal(1, Count(ServerOperation.GetData));

        long Count(ServerOperation operation) =>
            scene.Server.Statistics.Count(operation) - before.Count(operation);
    }

    [Fact]
    public async Task What_others_wrote_cannot_steer_the_terminal()
    {
        await using var scene = new LockScene();
        await scene.AddAsync("/locks/trap/0123456789abcdef0123456789abcdef__lock__", "\u001b[2Jgone [red]x", CreateMode.EphemeralSequential);

        Assert.Contains(@"kazoo: \u001B[2Jgone [red]x", (await scene.RunAsync("ls")).Succeeded(), StringComparison.Ordinal);
        Assert.Contains(@"kazoo: \u001B[2Jgone [red]x", (await scene.RunAsync("show", "trap")).Succeeded(), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Names(Outcome outcome) =>
        JsonDocument.Parse(outcome.Succeeded()).RootElement.GetProperty("locks").EnumerateArray().Select(each => each.GetProperty("name").GetString());
}
