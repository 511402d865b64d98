using ZkLockAttr.Testing;

namespace QuickStart.Tests;

[Trait("Category", "Sample")]
public sealed class WorkerTests
{
    [Fact]
    public async Task A_worker_by_hand_gets_the_lock_and_releases_it()
    {
        using var server = ZooKeeperTestServer.Start();

        var (exitCode, output, _) = await SampleProcess.RunAsync("worker", "--zookeeper", server.ConnectionString, "--id", "A", "--steps-ms", "10");

        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Contains("A  Get lock: /locks/test, token ", output);
        Assert.EndsWith("A  Release lock", SampleProcess.Lines(output)[^1]);
        Assert.Empty(server.GetChildren("/locks/test"));
    }

    [Fact]
    public async Task A_worker_whose_demo_is_gone_lets_go_of_the_lock()
    {
        using var server = ZooKeeperTestServer.Start();
        using var worker = SampleProcess.Start(
            "worker", "--events", "--zookeeper", server.ConnectionString, "--id", "1", "--steps-ms", "10000");
        await server.WaitUntilAsync(zk => zk.GetChildren("/locks/test").Count == 1).WaitAsync(TimeSpan.FromMinutes(1));

        worker.StandardInput.Close();
        await SampleProcess.WaitForExitAsync(worker);

        Assert.Empty(server.GetChildren("/locks/test"));
    }

    [Fact]
    public async Task An_unreachable_server_is_told_in_one_line()
    {
        var (exitCode, _, error) = await SampleProcess.RunAsync("worker", "--id", "A", "--zookeeper", "127.0.0.1:1");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("127.0.0.1:1", Assert.Single(SampleProcess.Lines(error)));
    }
}
