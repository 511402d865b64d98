using System.Text.Json;
using ZkLockAttr.Testing;
using ZkLockAttr.Tool.Running;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests;

/// <summary><c>zklock watch</c>.</summary>
public class WatchTests
{
    [Fact]
    public async Task Changes_are_told_as_they_come()
    {
        await using var scene = new LockScene();
        using var tool = new InProcessTool(scene.ConnectionString);
        var watching = tool.RunAsync("watch", "orders/*", "--json", "--interval", "1ms");
        await tool.WaitForLineAsync(line => Locks(line) == "");

        var holder = await scene.HoldAsync("orders/42");
        await tool.WaitForLineAsync(line => Locks(line) == "orders/42 1 0");
        await scene.HoldAsync("other/1");
        await scene.HoldAsync(new LockRequest("orders/43", LockMode.Shared));
        await tool.WaitForLineAsync(line => Locks(line) == "orders/42 1 0,orders/43 1 0");
        var next = await scene.WaitAsync(new LockRequest("orders/42"), "/locks/orders/42");
        await tool.WaitForLineAsync(line => Locks(line) == "orders/42 1 1,orders/43 1 0");
        await holder.DisposeAsync();
        await next;
        await tool.WaitForLineAsync(line => Locks(line) == "orders/42 1 0,orders/43 1 0" && !line.Contains(holder.FencingToken + ",", StringComparison.Ordinal));
        scene.Server.ExpireAllSessions();
        await tool.WaitForLineAsync(line => Locks(line) == "");

        tool.Interruption.Raise(System.Runtime.InteropServices.PosixSignal.SIGINT);
        (await watching).Failed(128 + SignalNumbers.Interrupt);
    }

    [Fact]
    public async Task Nothing_is_asked_while_nothing_changes_and_a_lost_connection_is_no_end()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        using var tool = new InProcessTool(scene.ConnectionString);
        var watching = tool.RunAsync("watch", "--json", "--interval", "1ms");
        await tool.WaitForLineAsync(line => Locks(line) == "orders/42 1 0");
        var before = scene.Server.Statistics.Count(ServerOperation.GetChildren2);

        await scene.HoldAsync("orders/42/line");
        await tool.WaitForLineAsync(line => Locks(line) == "orders/42 1 0,orders/42/line 1 0");

        // The lock's own list is part of taking it; a changed node's list is asked again, the others' are not.
        Assert.InRange(scene.Server.Statistics.Count(ServerOperation.GetChildren2) - before, 2, 6);

        scene.Server.DropConnections();
        await scene.HoldAsync("late");
        await tool.WaitForLineAsync(line => Locks(line) == "late 1 0,orders/42 1 0,orders/42/line 1 0");
        tool.Interruption.Raise(System.Runtime.InteropServices.PosixSignal.SIGTERM);
        (await watching).Failed(128 + SignalNumbers.Terminate);
    }

    [Fact]
    public async Task At_a_terminal_it_is_a_table_that_changes_in_its_place()
    {
        await using var scene = new LockScene();
        using var tool = ToolProcess.StartAtTerminal(scene.ConnectionString, "watch");
        await tool.ReadUntilAsync("nobody holds or waits");

        await scene.HoldAsync("orders/42");
        var shown = await tool.ReadUntilAsync("orders on ");

        Assert.Contains("\u001b[", shown, StringComparison.Ordinal);
        Assert.Contains("orders/42", shown, StringComparison.Ordinal);
        await tool.Input.WriteAsync('\u0003');
        await tool.Input.FlushAsync();
        Assert.Equal(128 + SignalNumbers.Interrupt, (await tool.EndedAsync()).ExitCode);
    }

    [Fact]
    public async Task Into_a_file_it_writes_a_table_for_each_change_without_escapes()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        using var tool = ToolProcess.Start(scene.ConnectionString, "watch", "--interval", "1ms");

        var shown = await tool.ReadUntilAsync("orders on ");
        await scene.HoldAsync("orders/43");
        shown += await tool.ReadUntilAsync("orders/43");
        tool.Send(SignalNumbers.Terminate);

        shown += (await tool.EndedAsync()).Output;
        Assert.DoesNotContain("\u001b", shown, StringComparison.Ordinal);
        Assert.Contains("-- 2", shown, StringComparison.Ordinal);
    }

    private static string Locks(string line) => string.Join(',', JsonDocument.Parse(line).RootElement.GetProperty("locks").EnumerateArray()
        .Select(each => $"{each.GetProperty("name").GetString()} {each.GetProperty("holders").GetInt32()} {each.GetProperty("waiting").GetInt32()}"));
}
