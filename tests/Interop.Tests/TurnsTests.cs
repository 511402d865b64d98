using ZkLockAttr;
using ZkLockAttr.TestServers;

namespace Interop.Tests;

[Trait("Category", "Sample")]
public sealed class TurnsTests : IDisposable
{
    private const int Limit = 120_000;
    private const int Turns = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interop-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [KazooFact(Timeout = Limit)]
    public async Task The_kazoo_program_and_the_csharp_program_keep_each_other_out_and_both_get_their_turns()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        var file = Path.Combine(_folder.FullName, "turns.log");
        string[] arguments = ["--zookeeper", server.ConnectionString, "--file", file, "--turns", $"{Turns}"];
        await using var locks = new DistributedLocks(server.ConnectionString, new DistributedLocksOptions { PersistentParents = true });
        var handle = await locks.AcquireAsync("turns");
        using var csharp = SampleProcess.StartCSharp(arguments);
        using var kazoo = SampleProcess.StartKazoo(arguments);

        // Both wait for the same lock before either has it.
        await WaitForWaitersAsync(locks, csharp, kazoo);
        Assert.False(File.Exists(file));
        await handle.DisposeAsync();
        var ends = await Task.WhenAll(csharp.WaitForEndAsync(), kazoo.WaitForEndAsync());

        Assert.All(ends, end => Assert.Equal((0, ""), (end.ExitCode, end.Error)));
        var turns = ReadTurns(file);
        Assert.Equal(Numbers("C#"), turns.Where(turn => turn.StartsWith("C#", StringComparison.Ordinal)));
        Assert.Equal(Numbers("kazoo"), turns.Where(turn => turn.StartsWith("kazoo", StringComparison.Ordinal)));
        Assert.Equal(["C# 1", "kazoo 1"], turns.Take(2).Order(StringComparer.Ordinal));
    }

    private static async Task WaitForWaitersAsync(DistributedLocks locks, params SampleProcess[] programs)
    {
        while ((await locks.GetContendersAsync("turns")).Count(contender => !contender.IsHolder) < programs.Length)
        {
            Assert.All(programs, program => Assert.False(program.HasEnded, "A program ended while the lock was held."));
        }
    }

    // Each turn is a begin and an end of the same one, next to each other: else they were not kept apart.
    private static List<string> ReadTurns(string file) => [.. File.ReadAllLines(file).Chunk(2).Select(lines =>
    {
        Assert.StartsWith("begin ", lines[0], StringComparison.Ordinal);
        var turn = lines[0]["begin ".Length..];
        Assert.Equal($"end {turn}", lines[1]);
        return turn;
    })];

    private static IEnumerable<string> Numbers(string who) => Enumerable.Range(1, Turns).Select(number => $"{who} {number}");
}
