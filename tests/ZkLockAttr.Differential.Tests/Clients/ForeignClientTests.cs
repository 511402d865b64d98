using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Clients;

/// <summary>Clients of other languages do the same on the in-process server as on a real one.</summary>
public abstract class ForeignClientTests
{
    /// <summary>A test that hangs is one that fails.</summary>
    protected const int Limit = 60_000;

    /// <summary>Whether the server is a real one.</summary>
    public static TheoryData<bool> Servers => [false, true];

    protected static async Task<IZooKeeperUnderTest> StartAsync(bool isReal) => isReal ? await RealZooKeeper.LaunchAsync() : new InProcessZooKeeper();

    /// <summary>Has both add to one number, each under its lock; neither may miss what the other has added.</summary>
    protected static async Task CountTogetherAsync(int expected, params Func<string, Task>[] workers)
    {
        var folder = Directory.CreateTempSubdirectory("zklock-");
        try
        {
            var file = Path.Combine(folder.FullName, "count");
            await File.WriteAllTextAsync(file, "0");
            await Task.WhenAll(workers.Select(work => work(file)));
            Assert.Equal($"{expected}", (await File.ReadAllTextAsync(file)).Trim());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
