using System.Text.Json;
using ZkLockAttr.TestServers;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests;

/// <summary>Real contenders of other clients, on a real ZooKeeper.</summary>
public class ForeignClientTests
{
    [KazooFact]
    public async Task Kazoo_is_shown_as_kazoo()
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions());
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var holder = await kazoo.MakeLockAsync("/locks/nightly", identifier: "nightly.py");
        await holder.AcquireAsync();
        var reader = await kazoo.MakeLockAsync("/locks/nightly", KazooLockKind.ReadLock, "report.py");
        var waits = reader.WaitUntilWaitingAsync();
        var reading = reader.AcquireAsync();
        await waits;

        var queue = JsonDocument.Parse((await InProcessTool.RunAsync(server.ConnectionString, "show", "nightly", "--json")).Succeeded())
            .RootElement.GetProperty("contenders").EnumerateArray().ToArray();

        Assert.Equal(["kazoo nightly.py exclusive True", "kazoo report.py shared False"], queue.Select(Describe));
        Assert.Equal($"0x{kazoo.SessionId:x}", queue[0].GetProperty("session").GetString());
        Assert.Matches("nightly +exclusive +kazoo: nightly.py +\\d+ s +1\n", (await InProcessTool.RunAsync(server.ConnectionString, "ls")).Succeeded());
        await holder.ReleaseAsync();
        await reading;
    }

    [CuratorFact]
    public async Task Curator_is_shown_as_Curator()
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions());
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        await (await curator.MakeLockAsync("/locks/mutex")).AcquireAsync();
        await (await curator.MakeLockAsync("/locks/table", CuratorLockKind.ReadLock)).AcquireAsync();

        var locks = JsonDocument.Parse((await InProcessTool.RunAsync(server.ConnectionString, "ls", "--json")).Succeeded())
            .RootElement.GetProperty("locks").EnumerateArray().ToArray();

        Assert.Equal(["mutex", "table"], locks.Select(each => each.GetProperty("name").GetString()));
        Assert.Equal(["exclusive", "shared"], locks.Select(each => each.GetProperty("mode").GetString()));
        Assert.All(locks, each =>
        {
            var first = each.GetProperty("first");
            Assert.Equal(("Curator", true), (first.GetProperty("client").GetString(), first.GetProperty("holds").GetBoolean()));
            Assert.Equal(first.GetProperty("description").GetString(), first.GetProperty("address").GetString());
        });
    }

    private static string Describe(JsonElement contender) =>
        $"{contender.GetProperty("client").GetString()} {contender.GetProperty("description").GetString()} {contender.GetProperty("mode").GetString()} {contender.GetProperty("holds").GetBoolean()}";
}
