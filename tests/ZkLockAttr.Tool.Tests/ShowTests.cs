using System.Text.Json;
using ZkLockAttr.Tool.Tests.Harness;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Tests;

/// <summary><c>zklock show</c>.</summary>
public class ShowTests
{
    [Fact]
    public async Task Holder_and_waiters_are_shown_with_all_that_is_known()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        await scene.WaitAsync(new LockRequest("orders/42", LockMode.Shared), "/locks/orders/42");
        await scene.AddAsync("/locks/orders/42/_c_6b1f9f0e-0000-0000-0000-000000000000-lock-", "10.0.0.7", CreateMode.EphemeralSequential);

        Snapshot.Match((await scene.RunAsync("show", "orders/42")).Succeeded(), "text");
        Snapshot.Match((await scene.RunAsync("show", "orders/42", "--json")).Succeeded(), "json");
    }

    [Theory]
    [InlineData("free")]
    [InlineData("was")]
    public async Task A_lock_that_nobody_wants_is_free(string name)
    {
        await using var scene = new LockScene();
        await (await scene.HoldAsync("was")).DisposeAsync();

        Assert.Equal($"{name} is free: nobody holds it, nobody waits  (/locks/{name})\n", (await scene.RunAsync("show", name)).Succeeded());
        Assert.Empty(Contenders(await scene.RunAsync("show", name, "--json")));
    }

    [Fact]
    public async Task Who_takes_several_nodes_for_one_lock_is_one_holder()
    {
        await using var scene = new LockScene();
        var downgraded = await scene.HoldAsync(new LockRequest("down") { Options = LockOptions.Downgradable });
        await scene.HoldAsync(new LockRequest("every"), LockInterop.Universal);

        var before = Assert.Single(Contenders(await scene.RunAsync("show", "down", "--json")));
        Assert.Equal((true, "exclusive"), (before.GetProperty("holds").GetBoolean(), before.GetProperty("mode").GetString()));
        await downgraded.DowngradeAsync();
        var after = Assert.Single(Contenders(await scene.RunAsync("show", "down", "--json")));
        Assert.Equal((true, "shared"), (after.GetProperty("holds").GetBoolean(), after.GetProperty("mode").GetString()));
        var universal = Assert.Single(Contenders(await scene.RunAsync("show", "every", "--json")));
        Assert.Equal((true, "exclusive"), (universal.GetProperty("holds").GetBoolean(), universal.GetProperty("mode").GetString()));
        Assert.Equal(3, scene.Server.GetChildren("/locks/every").Count);
    }

    [Fact]
    public async Task Who_keeps_clear_of_all_clients_waits_behind_a_lock_of_DistributedLocks()
    {
        await using var scene = new LockScene();
        await scene.AddAsync("/locks/every/lock-", null, CreateMode.EphemeralSequential);
        await using var locks = new DistributedLocks(scene.ConnectionString, new DistributedLocksOptions { Interop = LockInterop.Universal });
        using var source = new CancellationTokenSource();
        var waiting = locks.AcquireAsync("every", cancellationToken: source.Token).AsTask();
        await scene.Server.Locks.WaitUntilAwaitedAsync("every");

        var contenders = Contenders(await scene.RunAsync("show", "every", "--json"));

        Assert.Equal([("DistributedLock", true), ("ZkLockAttr", false)], contenders.Select(contender => (contender.GetProperty("client").GetString(), contender.GetProperty("holds").GetBoolean())));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Of_many_who_wait_the_first_are_shown()
    {
        await using var scene = new LockScene();
        for (var i = 0; i < 25; i++)
        {
            await scene.AddAsync("/locks/long/0123456789abcdef0123456789abcdef__lock__", null, CreateMode.EphemeralSequential);
        }

        Assert.Contains("and 4 more who wait", (await scene.RunAsync("show", "long")).Succeeded(), StringComparison.Ordinal);
        Assert.DoesNotContain("more who wait", (await scene.RunAsync("show", "long", "--all")).Succeeded(), StringComparison.Ordinal);
        Assert.Equal(25, Contenders(await scene.RunAsync("show", "long", "--json")).Length);
    }

    private static JsonElement[] Contenders(Outcome outcome) =>
        [.. JsonDocument.Parse(outcome.Succeeded()).RootElement.GetProperty("contenders").EnumerateArray()];
}
