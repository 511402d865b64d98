using System.Diagnostics;
using System.Globalization;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests.Running;

/// <summary>What is left when a test ends, in whatever way: nothing.</summary>
public class RunEndTests
{
    [Fact]
    public async Task What_a_test_has_started_ends_with_it_whatever_it_ignores()
    {
        await using var scene = new LockScene();
        Process command;
        using (var tool = ToolProcess.Start(scene.ConnectionString, "run", "orders/42", "--", "sh", "-c", "trap '' HUP INT TERM; echo $$; sleep 1000; sleep 1000"))
        {
            command = Process.GetProcessById(int.Parse((await tool.ReadLineAsync())!, CultureInfo.InvariantCulture));
        }

        await command.WaitForExitAsync().WaitAsync(ToolProcess.Patience);
    }
}
