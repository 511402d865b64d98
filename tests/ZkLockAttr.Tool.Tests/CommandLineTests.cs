using System.Diagnostics;
using ZkLockAttr.Tool.CommandLine;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests;

/// <summary>Options, what is wrong with them, and completions.</summary>
public class CommandLineTests
{
    private const string Nowhere = "127.0.0.1:1";

    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("frobnicate", "'frobnicate'")]
    [InlineData("show", "'name'")]
    [InlineData("run x", "'command'")]
    [InlineData("ls --limit 0", "--limit")]
    [InlineData("ls --root locks", "--root")]
    [InlineData("ls --connect http://x", "without what stands before '://'")]
    [InlineData("ls --session-timeout 5", "--session-timeout: '5' is no time: write a number and its unit, as in 250ms, 5s, 2m or 1h")]
    [InlineData("ls --session-timeout 10ms", "--session-timeout: at least 1000ms.")]
    [InlineData("ls --interop some", "--interop: 'some' is neither kazoo nor universal.")]
    [InlineData("ls --tls-key k", "--tls-cert")]
    [InlineData("ls --tls-ca /nowhere", "--tls-ca: /nowhere cannot be used")]
    [InlineData("ls --auth-file /nowhere", "--auth-file")]
    [InlineData("run x --shared --semaphore 2 -- true", "do not go together")]
    [InlineData("run x --semaphore 0 -- true", "--semaphore")]
    [InlineData("run x --on-loss cry -- true", "--on-loss")]
    [InlineData("run x --timeout soon -- true", "--timeout: 'soon' is no time")]
    [InlineData("run x --acl creator -- true", "we are nobody")]
    [InlineData("run x --shared --interop universal -- true", "exclusive locks only")]
    [InlineData("run a//b -- true", "empty segment")]
    [InlineData("completions tcsh", "tcsh")]
    public async Task What_is_wrong_is_told_with_what_to_write_instead(string arguments, string expected) =>
        Assert.Contains(expected, (await InProcessTool.RunAsync(Nowhere, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Failed(ExitCode.Usage), StringComparison.Ordinal);

    [Fact]
    public async Task Without_an_ensemble_it_is_told_how_to_name_one()
    {
        using var tool = new InProcessTool();

        Assert.Contains("ZKLOCK_CONNECT", (await tool.RunAsync("ls")).Failed(ExitCode.Usage), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("show x")]
    [InlineData("watch")]
    [InlineData("break x --yes")]
    public async Task An_ensemble_that_cannot_be_reached_is_told_with_its_reason(string arguments) => Assert.Contains(
        $"{Nowhere}: Connection refused",
        (await InProcessTool.RunAsync(Nowhere, [.. arguments.Split(' '), "--connect-timeout", "2s"])).Failed(ExitCode.Unavailable),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("digest:ops:s3cret", "can be read by every user")]
    [InlineData("digest:s3cret", "write digest:user:password")]
    [InlineData("s3cret", "write digest:user:password")]
    public async Task A_password_on_the_command_line_is_warned_of_and_never_shown(string auth, string expected)
    {
        var outcome = await InProcessTool.RunAsync(Nowhere, "ls", "--auth", auth, "--connect-timeout", "1ms");

        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_that_is_closed_to_strangers_opens_to_who_shows_the_password()
    {
        await using var scene = new LockScene();
        await using var locks = new DistributedLocks(scene.ConnectionString, new DistributedLocksOptions
        {
            Auth = [ZooKeeper.ZooKeeperAuth.Digest("ops", "s3cret")],
            Acl = ZooKeeper.ZooKeeperAcl.CreatorAll,
        });
        await using var handle = await locks.AcquireAsync("orders/42");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "digest:ops:s3cret\n");

        Assert.Contains("--auth-file or ZKLOCK_AUTH", (await scene.RunAsync("ls")).Failed(ExitCode.NotPermitted), StringComparison.Ordinal);
        (await scene.RunAsync("run", "orders/43", "--", "true")).Failed(ExitCode.NotPermitted);
        (await scene.RunAsync("break", "orders/42", "--yes")).Failed(ExitCode.NotPermitted);
        (await scene.RunAsync("run", "orders/43", "--acl", "creator", "--auth-file", file, "--", "true")).Succeeded();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Contains("others can read", (await scene.RunAsync("ls", "--auth-file", file)).Errors, StringComparison.Ordinal);
        }

        using var tool = new InProcessTool(scene.ConnectionString) { Variables = { ["ZKLOCK_AUTH"] = "digest:ops:s3cret" } };
        Assert.Contains("orders/42", (await tool.RunAsync("ls")).Succeeded(), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Help_names_each_command()
    {
        var help = (await InProcessTool.RunAsync(Nowhere, "--help")).Succeeded();

        Assert.All(["ls", "show", "watch", "run", "break", "doctor", "completions"], command => Assert.Contains($"  {command} ", help, StringComparison.Ordinal));
        Assert.Contains("zklock [command] [options]", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zklock sh", "show")]
    [InlineData("zklock run x --sem", "--semaphore")]
    [InlineData("zklock completions b", "bash")]
    public async Task Bash_completes_commands_and_options(string line, string expected)
    {
        var script = $"""
            zklock() {"{"} dotnet '{ToolProcess.Assembly}' "$@"; {"}"}
            {CompletionScripts.Of("bash")}
            COMP_LINE='{line}'
            COMP_POINT={line.Length}
            COMP_WORDS=({line})
            COMP_CWORD=$((${"{"}#COMP_WORDS[@]{"}"} - 1))
            _zklock
            printf '%s\n' "${"{"}COMPREPLY[@]{"}"}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;

        Assert.Equal(expected, (await bash.StandardOutput.ReadToEndAsync()).Trim());
        await bash.WaitForExitAsync();
    }

    [Fact]
    public async Task Each_shell_has_its_script()
    {
        foreach (var shell in CompletionScripts.Shells)
        {
            Assert.Contains("[suggest:", (await InProcessTool.RunAsync(Nowhere, "completions", shell)).Succeeded(), StringComparison.Ordinal);
        }
    }
}
