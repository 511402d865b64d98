using System.Text;
using ZkLockAttr.Testing;

namespace NightlyJob.Tests;

[Trait("Category", "Sample")]
public sealed class NodeTests
{
    [Fact]
    public async Task In_production_a_process_is_one_node_on_the_ensemble_of_its_configuration()
    {
        await using var server = ZooKeeperTestServer.Start();
        var held = server.WaitUntilAsync(zk => zk.GetChildren("/nightly-job/report").Any(node => Names(zk, node)));

        var (exitCode, output, error) = await SampleProcess.RunAsync(
            "Production", "--ConnectionStrings:ZooKeeper", server.ConnectionString, "--Nightly:Nights", "1", "--Nightly:Every", "00:00:03");

        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Assert.Contains($"{Environment.MachineName} made the report of night ", output, StringComparison.Ordinal);
        await held;
        Assert.Empty(server.GetChildren("/nightly-job/report"));
        Assert.Empty(server.Sessions);
    }

    [Fact]
    public async Task In_production_a_node_without_an_ensemble_does_not_start_and_names_the_key()
    {
        var (exitCode, _, error) = await SampleProcess.RunAsync("Production");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("ConnectionStrings:ZooKeeper: it is missing.", error, StringComparison.Ordinal);
    }

    private static bool Names(ZooKeeperTestServer server, string node) =>
        server.GetData($"/nightly-job/report/{node}") is { } data && Encoding.UTF8.GetString(data).Contains($"process={Environment.MachineName} ", StringComparison.Ordinal);
}
