using ZkLockAttr.Tool.Running;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests.Running;

/// <summary>What signals do to <c>zklock run</c> and its command.</summary>
public class RunSignalTests
{
    [Theory]
    [InlineData("HUP", 1)]
    [InlineData("INT", 2)]
    [InlineData("QUIT", 3)]
    [InlineData("USR1", 10)]
    [InlineData("USR2", 12)]
    [InlineData("TERM", 15)]
    public async Task Signals_are_passed_on_and_the_command_decides(string name, int signal)
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.Start(
            scene.ConnectionString, "run", "orders/42", "--", "sh", "-c", $"trap 'echo {name}; exit 9' {name}; echo ready; while :; do sleep 0.05; done");
        Assert.Equal("ready", await tool.ReadLineAsync());

        tool.Send(signal);

        var outcome = await tool.EndedAsync();
        Assert.Equal((9, $"{name}\n"), (outcome.ExitCode, outcome.Output));
        Assert.Empty(scene.Server.GetChildren("/locks/orders/42"));
    }

    [Fact]
    public async Task A_command_that_is_ended_by_a_signal_is_told_as_a_shell_does()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.Start(scene.ConnectionString, "run", "orders/42", "--", "sh", "-c", "echo ready; exec sleep 1000");
        Assert.Equal("ready", await tool.ReadLineAsync());

        tool.Send(SignalNumbers.Terminate);

        Assert.Equal(128 + SignalNumbers.Terminate, (await tool.EndedAsync()).ExitCode);
    }

    [Fact]
    public async Task A_signal_ends_the_wait_and_nothing_stays_in_the_queue()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        using var tool = ToolProcess.Start(scene.ConnectionString, "run", "orders/42", "--", "echo", "never");
        await scene.Server.WaitUntilAsync(server => server.GetChildren("/locks/orders/42").Count == 2 && server.Statistics.Watches > 0);

        tool.Send(SignalNumbers.Interrupt);

        Assert.Equal(new Outcome(128 + SignalNumbers.Interrupt, "", ""), await tool.EndedAsync());
        Assert.Single(scene.Server.Sessions);
        Assert.Single(scene.Server.GetChildren("/locks/orders/42"));
    }

    [Fact]
    public async Task At_a_terminal_the_command_reads_what_is_typed_and_gets_its_keys()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.StartAtTerminal(
            scene.ConnectionString, "run", "orders/42", "--", "sh", "-c", "'trap \"echo interrupted; exit 4\" INT; read line; echo got:$line; while :; do sleep 0.05; done'");
        await scene.Server.WaitUntilAsync(server => server.GetChildren("/locks/orders/42").Count == 1);
        await tool.Input.WriteLineAsync("hello");
        await tool.Input.FlushAsync();
        await tool.ReadUntilAsync("got:hello");

        await tool.Input.WriteAsync('\u0003');
        await tool.Input.FlushAsync();

        await tool.ReadUntilAsync("interrupted");
        await scene.Server.WaitUntilAsync(server => server.GetChildren("/locks/orders/42").Count == 0);
        Assert.Equal(4, (await tool.EndedAsync()).ExitCode);
    }

    [Fact]
    public async Task A_command_that_is_stopped_at_the_terminal_goes_on_because_it_holds_a_lock()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.StartAtTerminal(scene.ConnectionString, "run", "orders/42", "--", "sh", "-c", "'echo ready; read line; echo got:$line'");
        await tool.ReadUntilAsync("ready");

        await tool.Input.WriteAsync('\u001A');
        await tool.Input.WriteLineAsync("on");
        await tool.Input.FlushAsync();

        await tool.ReadUntilAsync("got:on");
        Assert.Equal(0, (await tool.EndedAsync()).ExitCode);
    }
}
