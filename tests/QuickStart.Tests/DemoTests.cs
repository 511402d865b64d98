using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ZkLockAttr.Testing;

namespace QuickStart.Tests;

[Trait("Category", "Sample")]
public sealed partial class DemoTests
{
    // How many runs the killed worker was still to do depends on who came first.
    private const string LastLine = "^2 workers, [1-3] runs, 0 overlaps, 1 killed$";

    [Fact]
    public async Task The_demo_passes_the_lock_on_without_overlap()
    {
        var (exitCode, output, error) = await SampleProcess.RunAsync("--workers", "2", "--runs", "2", "--steps-ms", "50");

        Assert.Equal("", error);
        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Matches(LastLine, SampleProcess.Lines(output)[^1]);
        Assert.DoesNotContain('\e', output);
        Assert.All(SampleProcess.Lines(output), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task The_demo_runs_on_any_ensemble_and_with_any_name()
    {
        using var server = ZooKeeperTestServer.Start();

        var (exitCode, output, _) = await SampleProcess.RunAsync(
            "--zookeeper", server.ConnectionString + "/app", "--name", "a/b [x]", "--workers", "2", "--runs", "1", "--steps-ms", "100");

        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Matches(LastLine, SampleProcess.Lines(output)[^1]);
        Assert.True(server.Exists("/app/locks/a%2Fb [x]"));
    }

    [Fact]
    public async Task A_wrong_argument_is_told_in_one_line()
    {
        var (exitCode, output, error) = await SampleProcess.RunAsync("--workers", "many");

        Assert.Equal(ExitCode.WrongArguments, exitCode);
        Assert.Equal("", output);
        Assert.Single(SampleProcess.Lines(error));
    }

    [Fact]
    public async Task An_unreachable_server_is_told_in_one_line()
    {
        var (exitCode, _, error) = await SampleProcess.RunAsync("--zookeeper", "127.0.0.1:1");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("127.0.0.1:1", Assert.Single(SampleProcess.Lines(error)));
    }

    [Fact]
    public async Task No_worker_outlives_a_demo_that_is_killed()
    {
        using var demo = SampleProcess.Start("--workers", "2", "--steps-ms", "10000");
        var workers = new List<Process>();
        while (workers.Count < 2)
        {
            var line = await demo.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The demo ended early.");
            if (Started().Match(line) is { Success: true } match)
            {
                workers.Add(Process.GetProcessById(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
            }
        }

        demo.Kill();

        foreach (var worker in workers)
        {
            await SampleProcess.WaitForExitAsync(worker);
            worker.Dispose();
        }
    }

    [GeneratedRegex(@"started, process (\d+)")]
    private static partial Regex Started();
}
