using ZkLockAttr.Tool.Running;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests;

/// <summary>Where the output goes, and what if it goes nowhere.</summary>
public class OutputTests
{
    private const int BrokenPipe = 128 + SignalNumbers.BrokenPipe;

    [Fact]
    public async Task Who_has_read_enough_ends_it()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        using var shell = Shell(scene, "zklock watch --interval 1ms | head -n 1; echo ended ${PIPESTATUS[0]}");
        Assert.StartsWith("-- ", await shell.ReadLineAsync(), StringComparison.Ordinal);

        // The next write tells of it.
        await using var locks = new DistributedLocks(scene.ConnectionString);
        var ended = shell.ReadLineAsync();
        for (var i = 0; !ended.IsCompleted; i++)
        {
            await using var handle = await locks.AcquireAsync($"changes/{i}");
        }

        Assert.Equal($"ended {BrokenPipe}", await ended);
    }

    [Theory]
    [InlineData("zklock ls > /dev/full", "No space left on device")]
    [InlineData("zklock ls --json > /dev/full", "No space left on device")]
    [InlineData("zklock --help > /dev/full", "No space left on device")]
    [InlineData("zklock completions bash > /dev/full", "No space left on device")]
    [InlineData("zklock ls >&-", "Bad file descriptor")]
    public async Task An_output_that_cannot_be_written_is_told(string command, string reason)
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        using var shell = Shell(scene, command);

        Assert.Equal($"zklock: the output cannot be written: {reason}.\n", (await shell.EndedAsync()).Failed(ExitCode.Unwritable));
    }

    [Theory]
    [InlineData("zklock show .. 2> /dev/full", ExitCode.Usage)]
    [InlineData("zklock ls nothing 2>&-", ExitCode.Success)]
    public async Task Where_no_word_can_be_said_the_exit_code_says_it(string command, int exitCode)
    {
        await using var scene = new LockScene();
        using var shell = Shell(scene, command);

        Assert.Equal(new Outcome(exitCode, "", ""), await shell.EndedAsync());
    }

    [Fact]
    public async Task What_is_written_behind_it_stands_behind_it()
    {
        await using var scene = new LockScene();
        await scene.HoldAsync("orders/42");
        using var shell = Shell(scene, "file=$(mktemp); (zklock ls; echo end) > $file; cat $file; rm $file");

        Assert.Matches(@"\ALOCK .*\norders/42 .*\nend\n\z", (await shell.EndedAsync()).Succeeded());
    }

    [Theory]
    [InlineData(120)]
    [InlineData(40)]
    public async Task On_a_terminal_names_and_columns_stay_whole_however_narrow_it_is(int columns)
    {
        await using var scene = new LockScene();
        var name = $"orders/{new string('c', 50)}/{new string('i', 50)}";
        await scene.HoldAsync(name);
        await scene.HoldAsync("orders/1");
        using var terminal = ToolProcess.StartProgram(
            scene.ConnectionString, "script", "--quiet", "--return", "--command", $"stty cols {columns}; dotnet '{ToolProcess.Assembly}' ls; dotnet '{ToolProcess.Assembly}' show {name}", "/dev/null");

        var shown = (await terminal.EndedAsync()).Succeeded();

        Assert.Matches($@"{name}\S*  \S*exclusive\S*  \S*orders on ", shown);
        Assert.Matches(@"\n\S*orders/1 +\S*exclusive\S*  \S*orders on ", shown);
        Assert.Matches($@"{name}\S* is held by", shown);
    }

    private static ToolProcess Shell(LockScene scene, string command) =>
        ToolProcess.StartProgram(scene.ConnectionString, "bash", "-c", $"zklock() {{ dotnet '{ToolProcess.Assembly}' \"$@\"; }}; {command}");
}
