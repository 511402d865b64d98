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
    [InlineData("ls --tls-ca /", "--tls-ca: / cannot be used: it is a folder.")]
    [InlineData("ls --auth-file /nowhere", "--auth-file: /nowhere cannot be used: there is no such file.")]
    [InlineData("run x --shared --semaphore 2 -- true", "do not go together")]
    [InlineData("run x --semaphore 0 -- true", "--semaphore: '0' does not do: write a number from 1 to 2147483647.")]
    [InlineData("run x --semaphore some -- true", "--semaphore: 'some' does not do")]
    [InlineData("run x --busy-exit-code 256 -- true", "--busy-exit-code: '256' does not do: write a number from 0 to 255.")]
    [InlineData("run x --grace -1s -- true", "--grace: '-1s' is no time")]
    [InlineData("run x --tiemout 5s -- true", "there is no option '--tiemout'.")]
    [InlineData("run x ls -l", "'-l'. What begins with '-' and is none stands behind '--'")]
    [InlineData("ls --limit many", "--limit: 'many' does not do")]
    [InlineData("ls --limit 2147483647", "from 1 to 1000000")]
    [InlineData("ls --alll", "there is no option '--alll'.")]
    [InlineData("show ..", "has the segment '..'")]
    [InlineData("break a/\ud83c\udf89 --yes", "has the character U+D83C")]
    [InlineData("run x --on-loss cry -- true", "--on-loss")]
    [InlineData("run x --timeout soon -- true", "--timeout: 'soon' is no time")]
    [InlineData("run x --acl creator -- true", "we are nobody")]
    [InlineData("run x --shared --interop universal -- true", "exclusive locks only")]
    [InlineData("run a//b -- true", "empty segment")]
    [InlineData("completions tcsh", "there are none for 'tcsh': write one of bash, zsh, fish, pwsh.")]
    public async Task What_is_wrong_is_told_with_what_to_write_instead(string arguments, string expected) =>
        Assert.Contains(expected, (await InProcessTool.RunAsync(Nowhere, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Failed(ExitCode.Usage), StringComparison.Ordinal);

    [Theory]
    [InlineData("show", "the lock's name is empty")]
    [InlineData("ls --root", "--root: The root '' is no ZooKeeper path: write '/' or '/a/b'.\n")]
    [InlineData("ls --auth-file", "--auth-file: no file is named")]
    [InlineData("ls --tls-ca", "--tls-ca: no file is named")]
    [InlineData("ls --tls-cert", "--tls-cert: no file is named")]
    [InlineData("ls --connect", "has no server")]
    public async Task What_is_empty_as_a_variable_that_was_never_set_is_told(string arguments, string expected) =>
        Assert.Contains(expected, (await InProcessTool.RunAsync(Nowhere, [.. arguments.Split(' '), ""])).Failed(ExitCode.Usage), StringComparison.Ordinal);

    [Fact]
    public async Task A_name_of_ten_kilobytes_is_told_without_quoting_all_of_it() => Assert.InRange(
        (await InProcessTool.RunAsync(Nowhere, "run", new string('x', 10_000), "--", "true")).Failed(ExitCode.Usage).Length, 1, 300);

    [Fact]
    public async Task A_lock_may_be_called_as_an_option_or_as_the_help_elsewhere()
    {
        await using var scene = new LockScene();

        Assert.StartsWith("--nope is free", (await scene.RunAsync("show", "--", "--nope")).Succeeded(), StringComparison.Ordinal);
        Assert.StartsWith("/h is free", (await scene.RunAsync("show", "/h")).Succeeded(), StringComparison.Ordinal);
    }

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

    [Fact]
    public async Task Each_shell_has_its_script()
    {
        foreach (var shell in CompletionScripts.Shells)
        {
            Assert.Contains("[suggest:", (await InProcessTool.RunAsync(Nowhere, "completions", shell)).Succeeded(), StringComparison.Ordinal);
        }
    }
}
