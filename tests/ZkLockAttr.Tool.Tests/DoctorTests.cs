using System.Net;
using System.Net.Sockets;
using ZkLockAttr.Testing;
using ZkLockAttr.TestServers;
using ZkLockAttr.Tool.Diagnosing;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests;

/// <summary><c>zklock doctor</c>.</summary>
public class DoctorTests
{
    private static readonly ZooKeeperTestServerOptions Three = new() { Endpoints = 3 };

    [Fact]
    public async Task Each_server_of_an_ensemble_is_asked_by_itself()
    {
        await using var server = ZooKeeperTestServer.Start(Three);

        Snapshot.Match((await InProcessTool.RunAsync(server.ConnectionString, "doctor")).Succeeded(), "text");
        Snapshot.Match((await InProcessTool.RunAsync(server.ConnectionString, "doctor", "--json", "--session-timeout", "1h")).Succeeded(), "json");
        Assert.Empty(server.GetChildren("/").Except(["zookeeper"]));
        Assert.Empty(server.Sessions);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_a_problem_and_the_others_are_asked_all_the_same()
    {
        await using var server = ZooKeeperTestServer.Start(Three);
        server.StopEndpoint(1);

        var outcome = await InProcessTool.RunAsync(server.ConnectionString, "doctor");

        outcome.Failed(ExitCode.Failed);
        Assert.Contains("cannot be reached: Connection refused.", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"leader .*\n.* problem .*\n.* follower ", outcome.Output);
        Assert.EndsWith("\nnot healthy\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_without_a_quorum_are_a_problem()
    {
        await using var server = ZooKeeperTestServer.Start(Three);
        using var starting = server.Faults.StopServing(0);
        using var readOnly = server.Faults.ReadOnly(1);
        using var isolated = server.Faults.HoldRequests(message => message.Endpoint == 2 && message.Operation == ServerOperation.Create2);

        var outcome = await InProcessTool.RunAsync(server.ConnectionString, "doctor", "--connect-timeout", "1s");

        outcome.Failed(ExitCode.Failed);
        Assert.Contains("does not serve: it has no quorum, or is starting.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("is read-only: it has lost its quorum.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("does not answer a write:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_of_their_own_beside_each_other_are_a_problem()
    {
        await using var one = ZooKeeperTestServer.Start();
        await using var other = ZooKeeperTestServer.Start();

        Assert.Contains(
            "standalone among several",
            (await InProcessTool.RunAsync($"{one.ConnectionString},{other.ConnectionString}", "doctor")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_an_address_is_a_problem()
    {
        var outcome = await InProcessTool.RunAsync("nowhere.invalid:2181", "doctor");

        outcome.Failed(ExitCode.Failed);
        Assert.Contains("nowhere.invalid:2181", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("has no address", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.4.14", "Problem Note Note")]
    [InlineData("3.6.3", "Warning Note Note")]
    [InlineData("3.6.4", "Note Note")]
    [InlineData("3.7.1", "Warning Note Note")]
    [InlineData("3.8.0", "Warning Note Note")]
    [InlineData("3.8.1", "Note Note")]
    [InlineData("3.8.4", "Note")]
    [InlineData("3.8.5", "")]
    [InlineData("3.9.1", "Note Note")]
    [InlineData("3.9.2", "Note")]
    [InlineData("3.9.3", "")]
    public void Versions_are_known_for_their_defects(string version, string levels) =>
        Assert.Equal(levels, string.Join(' ', KnownDefects.Of(Version.Parse(version)).Select(finding => finding.Level)));

    [Fact]
    public async Task A_server_that_may_not_tell_its_version_is_reachable_all_the_same()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var asking = ServerWord.AskAsync(new ServerReport("server", null), IPAddress.Loopback, port, null, TimeSpan.FromSeconds(30), CancellationToken.None);
        using (var connection = await listener.AcceptTcpClientAsync())
        {
            await connection.GetStream().ReadExactlyAsync(new byte[4]);
            await connection.GetStream().WriteAsync("srvr is not executed because it is not in the whitelist.\n"u8.ToArray());
        }

        var report = await asking;
        Assert.True(report.IsReachable && report.IsHealthy);
        Assert.Contains("'srvr' is not in its 4lw.commands.whitelist", Assert.Single(report.Findings).Text, StringComparison.Ordinal);
    }

    [RealZooKeeperFact]
    public async Task Local_sessions_that_cannot_own_locks_are_a_problem()
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions
        {
            IsEnsemble = true,
            Settings = ["localSessionsEnabled=true", "localSessionsUpgradingEnabled=false"],
        });

        var outcome = await InProcessTool.RunAsync(server.ConnectionString, "doctor");

        outcome.Failed(ExitCode.Failed);
        Assert.Contains("has local sessions, which cannot own locks: set localSessionsUpgradingEnabled=true on all servers.", outcome.Output, StringComparison.Ordinal);
    }

    [RealZooKeeperFact]
    public async Task A_real_servers_version_is_known()
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions());

        Assert.Matches(@"ok +3\.\d+\.\d+ +standalone +10 s", (await InProcessTool.RunAsync(server.ConnectionString, "doctor")).Succeeded());
    }
}
