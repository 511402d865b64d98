using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests.Running;

/// <summary>What becomes of the command of <c>zklock run</c> when its lock is lost.</summary>
public class RunLossTests
{
    [Fact]
    public async Task The_command_and_all_that_it_has_started_are_ended()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.Start(scene.ConnectionString, "run", "orders/42", "--", "sh", "-c", "(trap '' TERM; exec sleep 1000) & echo ready; wait");
        Assert.Equal("ready", await tool.ReadLineAsync());

        scene.Server.ExpireAllSessions();

        // The output ends when nobody is left who could write to it.
        var errors = (await tool.EndedAsync()).Failed(ExitCode.Lost);
        Assert.Contains("the lock '/locks/orders/42' is lost: SIGTERM to 'sh'.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_ignores_it_is_killed_after_its_time_of_grace()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.Start(
            scene.ConnectionString, "run", "orders/42", "--grace", "100ms", "--", "sh", "-c", "trap '' TERM; echo ready; sleep 1000; sleep 1000");
        Assert.Equal("ready", await tool.ReadLineAsync());

        scene.Server.ExpireAllSessions();

        Assert.Contains("'sh' runs on after 0.1 s: SIGKILL.", (await tool.EndedAsync()).Failed(ExitCode.Lost), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_killed_at_once_where_that_is_asked_for()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.Start(
            scene.ConnectionString, "run", "orders/42", "--on-loss", "kill", "--", "sh", "-c", "trap 'echo terminated' TERM; echo ready; sleep 1000 & wait");
        Assert.Equal("ready", await tool.ReadLineAsync());

        scene.Server.ExpireAllSessions();

        var outcome = await tool.EndedAsync();
        outcome.Failed(ExitCode.Lost);
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public async Task It_is_only_told_where_that_is_asked_for()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.Start(
            scene.ConnectionString, "run", "orders/42", "--on-loss", "tell", "--json", "--", "sh", "-c", "trap 'echo told' USR1; echo ready; sleep 1000 & wait; exit 5");
        Assert.Equal("ready", await tool.ReadLineAsync());

        scene.Server.ExpireAllSessions();

        var outcome = await tool.EndedAsync();
        Assert.Contains("\"acquired\":true,\"lost\":true,\"commandExitCode\":5,\"exitCode\":79}", outcome.Failed(ExitCode.Lost), StringComparison.Ordinal);
        Assert.Equal("told\n", outcome.Output);
    }

    [Fact]
    public async Task Who_breaks_the_lock_ends_the_command()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.Start(scene.ConnectionString, "run", "orders/42", "--session-timeout", "2s", "--", "sh", "-c", "echo ready; exec sleep 1000");
        Assert.Equal("ready", await tool.ReadLineAsync());

        (await scene.RunAsync("break", "orders/42", "--yes")).Succeeded();

        (await tool.EndedAsync()).Failed(ExitCode.Lost);
    }
}
