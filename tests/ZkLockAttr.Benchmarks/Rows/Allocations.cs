using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>What a cycle allocates, in this whole process: nothing else runs, and the server is another process.</summary>
internal sealed class Allocations : IBenchmark
{
    private const int ByHandGoal = 512;
    private const int AttributeGoal = 768;

    public string Name => "allocations";

    public string Description => "bytes allocated by an uncontended cycle";

    public async Task RunAsync(Setting setting)
    {
        var (options, report) = (setting.Options, setting.Report);
        await using var ours = new OurLocks(setting.Server.ConnectionString);
        var (locks, methods) = (ours.Locks, new LockedMethods(ours.Locks));
        using var cancellation = new CancellationTokenSource();
        var token = cancellation.Token;
        (string Name, int Goal, Func<int, Task> Run)[] ways =
        [
            ("by-hand", ByHandGoal, cycles => ByHandAsync(locks, cycles)),
            ("attribute", AttributeGoal, async cycles =>
            {
                for (var i = 0; i < cycles; i++)
                {
                    await methods.WorkAsync();
                }
            }),
            ("attribute-placeholder", AttributeGoal, async cycles =>
            {
                for (var i = 0; i < cycles; i++)
                {
                    await methods.WorkOnAsync(1234);
                }
            }),
            ("attribute-token", AttributeGoal, async cycles =>
            {
                for (var i = 0; i < cycles; i++)
                {
                    await methods.WorkUntilAsync(token);
                }
            }),
            ("blocking-by-hand", ByHandGoal, cycles => Blocking(cycles, () => locks.Acquire(LockedMethods.Lock).Dispose())),
            ("blocking-attribute", AttributeGoal, cycles => Blocking(cycles, methods.Work)),
        ];

        var table = new Table("bytes a cycle", "median", "goal");
        var medians = new List<double>();
        foreach (var (name, goal, run) in ways)
        {
            await run(ours.WarmUpCycles);
            var rounds = new List<double>();
            for (var round = 0; round < options.Rounds; round++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                await run(options.Cycles);
                rounds.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)options.Cycles);
            }

            medians.Add(Quantiles.Median(rounds));
            table.Add(name, medians[^1], goal);
        }

        report.Show(table);
        foreach (var ((name, goal, _), median) in ways.Zip(medians))
        {
            report.Add($"{Name}-{name}", median, Goal.AtMost(goal));
        }

        var shares = await AllocationProfile.OfAsync(() => ByHandAsync(locks, options.Quick ? 20_000 : 100_000));
        var types = new Table("of a cycle by hand, sampled", "bytes");
        foreach (var (type, share) in shares.Where(share => share.Value > 0.005).OrderByDescending(share => share.Value))
        {
            types.Add(type, share * medians[0]);
        }

        report.Show(types);
    }

    private static async Task ByHandAsync(DistributedLocks locks, int cycles)
    {
        for (var i = 0; i < cycles; i++)
        {
            var handle = await locks.AcquireAsync(LockedMethods.Lock);
            await handle.DisposeAsync();
        }
    }

    private static Task Blocking(int cycles, Action cycle)
    {
        for (var i = 0; i < cycles; i++)
        {
            cycle();
        }

        return Task.CompletedTask;
    }
}
