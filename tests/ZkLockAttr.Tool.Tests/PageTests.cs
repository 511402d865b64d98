using System.Text.RegularExpressions;
using ZkLockAttr.Tool.Tests.Harness;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Tests;

/// <summary>docs/zklock.md shows what the program writes: here, the same actors make it write that again.</summary>
public partial class PageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "zklock.md");

    [Fact]
    public async Task The_page_shows_what_is_written()
    {
        await using var scene = new LockScene();
        using var holder = await RunAsync(scene, "orders/42", "--", "sleep", "1000");
        await scene.AddAsync("/locks/nightly/0123456789abcdef0123456789abcdef__lock__", "old-report.py", CreateMode.EphemeralSequential);
        using var next = await RunAsync(scene, "orders/42", "--", "true");
        using var licence = await RunAsync(scene, "licences", "--semaphore", "5", "--", "sleep", "1000");
        using var reader = await RunAsync(scene, "report", "--shared", "--", "sleep", "1000");
        using var otherReader = await RunAsync(scene, "report", "--shared", "--", "sleep", "1000");

        var written = new Dictionary<string, string>();
        foreach (var command in (string[])["ls", "show orders/42", "doctor", "break orders/42"])
        {
            written[command] = await WrittenAsync(scene, command);
        }

        // The page keeps its times and numbers while nothing else has changed.
        var page = await File.ReadAllTextAsync(Page);
        var captures = Captures().Matches(page);
        Assert.Equal(written.Keys.Order(), captures.Select(capture => capture.Groups["command"].Value).Order());
        var isSame = captures.All(capture => Shape(capture.Groups["output"].Value) == Shape(written[capture.Groups["command"].Value]));
        Acceptance.Match(Page, isSame ? page : Captures().Replace(page, capture => capture.Groups["before"].Value + written[capture.Groups["command"].Value] + "```"));
    }

    // Complete when it stands in the queue, behind those who came before.
    private static async Task<ToolProcess> RunAsync(LockScene scene, string name, params string[] arguments)
    {
        var path = $"/locks/{name}";
        var before = Count(scene, path);
        var tool = ToolProcess.Start(scene.ConnectionString, ["run", name, .. arguments]);
        await scene.Server.WaitUntilAsync(_ => Count(scene, path) > before);
        return tool;
    }

    private static int Count(LockScene scene, string path) => scene.Server.Exists(path) ? scene.Server.GetChildren(path).Count : 0;

    // As at a terminal, where somebody answers "y" if something is asked.
    private static async Task<string> WrittenAsync(LockScene scene, string command)
    {
        using var tool = new InProcessTool(scene.ConnectionString) { Answer = "y" };
        var outcome = await tool.RunAsync(command.Split(' '));
        return (outcome.Errors.Length > 0 ? outcome.Errors + "y\n" : "") + outcome.Succeeded();
    }

    private static string Shape(string output) => Machines().Replace(Snapshot.Scrubbed(output), "on {machine}, pid ");

    [GeneratedRegex(@"(?<before>^```console\n\$ zklock (?<command>[^\n]+)\n)(?<output>(?:(?!```).)+)```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Captures();

    [GeneratedRegex(@"on [^ ,]+, pid ")]
    private static partial Regex Machines();
}
