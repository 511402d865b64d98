using System.Text.Json;
using ZkLockAttr.Testing;
using ZkLockAttr.Tool.Tests.Harness;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Tests;

/// <summary><c>zklock break</c>.</summary>
public class BreakTests
{
    private const string Path = "/locks/orders/42";

    [Fact]
    public async Task The_holder_finds_out_and_the_next_one_gets_the_lock()
    {
        await using var scene = new LockScene();
        var holder = await scene.HoldAsync("orders/42");
        var next = await scene.WaitAsync(new LockRequest("orders/42"), Path);
        var lost = new TaskCompletionSource();
        using var registration = holder.LostToken.Register(lost.SetResult);

        using var tool = new InProcessTool(scene.ConnectionString) { Answer = "y" };
        var outcome = await tool.RunAsync("break", "orders/42");

        Snapshot.Match(outcome.Errors, "asks");
        Assert.StartsWith("deleted z", outcome.Succeeded(), StringComparison.Ordinal);
        Assert.True((await next).FencingToken > holder.FencingToken);
        await lost.Task;
        Assert.False(holder.IsHeld);
    }

    [Theory]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("maybe")]
    public async Task Nothing_is_done_without_a_yes(string answer)
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");

        using var tool = new InProcessTool(scene.ConnectionString) { Answer = answer };
        Assert.Contains("nothing was done", (await tool.RunAsync("break", "orders/42")).Failed(ExitCode.Failed), StringComparison.Ordinal);

        Assert.Single(scene.Server.GetChildren(Path));
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_it_refuses_unless_told_so()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");

        Assert.Contains("--yes", (await scene.RunAsync("break", "orders/42")).Failed(ExitCode.Usage), StringComparison.Ordinal);
        Assert.Single(scene.Server.GetChildren(Path));
        Snapshot.Match((await scene.RunAsync("break", "orders/42", "--yes", "--json")).Succeeded(), "json");
        Assert.Empty(scene.Server.GetChildren(Path));
        Assert.Contains("is free", (await scene.RunAsync("break", "orders/42", "--yes")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_contender_is_broken_by_its_node()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        await scene.AddAsync($"{Path}/0123456789abcdef0123456789abcdef__lock__", "stuck.py", CreateMode.EphemeralSequential);
        var stuck = scene.Server.GetChildren(Path)[0];

        var outcome = await scene.RunAsync("break", "orders/42", "--node", stuck, "--yes");

        outcome.Succeeded();
        Assert.Contains("kazoo: stuck.py", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("may wait for ever", outcome.Errors, StringComparison.Ordinal);
        Assert.StartsWith("z", Assert.Single(scene.Server.GetChildren(Path)), StringComparison.Ordinal);
        Assert.Contains("--node", (await scene.RunAsync("break", "orders/42", "--node", stuck, "--yes")).Failed(ExitCode.Usage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_lock_that_shuts_all_clients_out_all_nodes_go_together_below_a_chroot_too()
    {
        await using var scene = new LockScene();
        await scene.AddAsync("/apps", null, CreateMode.Persistent);
        await using var locks = new DistributedLocks(scene.ConnectionString + "/apps", new DistributedLocksOptions { Interop = LockInterop.Universal });
        await using var handle = await locks.AcquireAsync("orders/42");
        Assert.Equal(3, scene.Server.GetChildren("/apps" + Path).Count);

        var outcome = await InProcessTool.RunAsync(scene.ConnectionString + "/apps", "break", "orders/42", "--yes", "--json");

        Assert.Equal(1, JsonDocument.Parse(outcome.Succeeded()).RootElement.GetProperty("broken").GetArrayLength());
        Assert.Empty(scene.Server.GetChildren("/apps" + Path));
    }

    [Fact]
    public async Task A_lost_answer_is_no_error()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        var holder = Assert.Single(scene.Server.Sessions);
        var fault = scene.Server.Faults.DropAfterApply(message => message.Operation == ServerOperation.Multi && message.SessionId != holder);

        Assert.StartsWith("deleted z", (await scene.RunAsync("break", "orders/42", "--yes")).Succeeded(), StringComparison.Ordinal);
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public async Task Another_clients_holder_does_not_find_out_and_that_is_said()
    {
        await using var scene = new LockScene();
        await scene.AddAsync($"{Path}/0123456789abcdef0123456789abcdef__lock__", "nightly.py", CreateMode.EphemeralSequential);

        Assert.Contains("does NOT find out", (await scene.RunAsync("break", "orders/42", "--yes")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_nobodys_is_told_as_such()
    {
        await using var scene = new LockScene();
        await scene.AddAsync($"{Path}/0123456789abcdef0123456789abcdef__lock__", "by hand", CreateMode.PersistentSequential);

        Assert.Contains("no session: this node stays until somebody deletes it", (await scene.RunAsync("show", "orders/42")).Succeeded(), StringComparison.Ordinal);
        var outcome = await scene.RunAsync("break", "orders/42", "--yes");

        outcome.Succeeded();
        Assert.Contains(", no session\n", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("No session ends with it, and nobody may know of it", outcome.Errors, StringComparison.Ordinal);
    }
}
