using System.Globalization;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests.Running;

/// <summary><c>zklock run</c>, as long as nothing goes wrong.</summary>
public class RunTests
{
    [Fact]
    public async Task The_command_has_the_lock_its_name_and_its_token_and_its_exit_code_is_returned()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.Start(
            scene.ConnectionString, "run", "orders/42", "--timeout", "30s", "--", "sh", "-c", "echo $ZKLOCK_NAME $ZKLOCK_PATH $ZKLOCK_TOKEN; read answer; echo $answer \"$1\"; exit 7", "-", "@x --shared");

        var told = (await tool.ReadLineAsync())!.Split(' ');
        var node = Assert.Single(scene.Server.GetChildren("/locks/orders/42"));
        Assert.Equal(
            ["orders/42", "/locks/orders/42", scene.Server.GetStat($"/locks/orders/42/{node}")!.Value.Czxid.ToString(CultureInfo.InvariantCulture)], told);
        Assert.Contains("process=zklock run sh pid=", System.Text.Encoding.UTF8.GetString(scene.Server.GetData($"/locks/orders/42/{node}")!), StringComparison.Ordinal);

        await tool.Input.WriteLineAsync("hello");
        await tool.Input.FlushAsync();
        Assert.Equal(new Outcome(7, "hello @x --shared\n", ""), await tool.EndedAsync());
        Assert.Empty(scene.Server.GetChildren("/locks/orders/42"));
    }

    [Fact]
    public async Task A_place_of_a_semaphore_has_no_token_not_even_that_of_a_lock_round_it()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync(LockRequest.Semaphore("licences", 2));

        var outcome = await ToolProcess.RunAsync(
            scene.ConnectionString, "run", "nightly", "--", "dotnet", ToolProcess.Assembly, "run", "licences", "--semaphore", "2", "--timeout", "30s", "--",
            "sh", "-c", "echo $ZKLOCK_NAME ${ZKLOCK_TOKEN-none}");

        Assert.Equal("licences none\n", outcome.Succeeded());
    }

    [Fact]
    public async Task Readers_run_together()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync(new LockRequest("report", LockMode.Shared));

        (await scene.RunAsync("run", "report", "--shared", "--timeout", "0s", "--", "true")).Succeeded();
        (await scene.RunAsync("run", "report", "--timeout", "0s", "--", "true")).Failed(ExitCode.Busy);
    }

    [Fact]
    public async Task A_busy_lock_is_told_by_who_has_it_and_by_the_exit_code()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        var file = Path.GetTempFileName();

        var outcome = await scene.RunAsync("run", "orders/42", "--timeout", "0s", "--json", "--", "rm", file);

        Assert.Contains("process=orders", outcome.Failed(ExitCode.Busy), StringComparison.Ordinal);
        Assert.Contains("""{"name":"orders/42","path":"/locks/orders/42","token":null,"acquired":false,"lost":false,"commandExitCode":null,"exitCode":75}""", outcome.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
        File.Delete(file);
        (await scene.RunAsync("run", "orders/42", "--timeout", "0s", "--busy-exit-code", "3", "--", "true")).Failed(3);
    }

    [Theory]
    [InlineData("/nowhere/to/be/found", ExitCode.CommandNotFound)]
    [InlineData("no-such-program", ExitCode.CommandNotFound)]
    [InlineData("/etc/passwd", ExitCode.CannotExecute)]
    public async Task A_command_that_cannot_be_run_is_told_as_a_shell_does(string command, int exitCode)
    {
        await using var scene = new LockScene();

        Assert.Contains($"'{command}' cannot be run", (await scene.RunAsync("run", "orders/42", "--", command)).Failed(exitCode), StringComparison.Ordinal);
        Assert.Empty(scene.Server.GetChildren("/locks/orders/42"));
    }

    [Fact]
    public async Task Without_an_ensemble_no_command_runs_and_each_server_is_named()
    {
        var server = Testing.ZooKeeperTestServer.Start();
        await server.DisposeAsync();

        var errors = (await InProcessTool.RunAsync(server.ConnectionString, "run", "orders/42", "--connect-timeout", "2s", "--", "true")).Failed(ExitCode.Unavailable);

        Assert.Contains($"{server.ConnectionString}: Connection refused", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_pipe_ends_the_command_as_it_would_without_a_lock()
    {
        await using var scene = new LockScene();

        var outcome = await ToolProcess.RunAsync(scene.ConnectionString, "run", "orders/42", "--", "bash", "-c", "yes | head -n 1; echo ${PIPESTATUS[0]}");

        Assert.Equal("y\n141\n", outcome.Succeeded());
    }
}
