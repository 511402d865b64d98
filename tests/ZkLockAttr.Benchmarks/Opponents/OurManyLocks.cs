using System.Diagnostics;
using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>Many callers of this process, each with a lock of its own: all acquire at once, and when all have theirs, all release at once.</summary>
internal sealed class OurManyLocks(string connectionString, int count) : IOpponent
{
    private readonly DistributedLocks _locks = new(connectionString, new DistributedLocksOptions { PersistentParents = true });

    public string Name => "ours";

    public int WarmUpCycles => 30;

    public async Task<Batch> RunAsync(Work work)
    {
        var names = Enumerable.Range(0, count).Select(i => (LockName)string.Create(CultureInfo.InvariantCulture, $"{work.Lock}/ours{i}")).ToArray();
        var start = Stopwatch.GetTimestamp();
        var times = new CycleTimes(work, start);
        while (times.Begin())
        {
            var handles = await Flows.AcquireAllAsync(count, i => _locks.AcquireAsync(names[i]));
            times.Acquired();
            await Flows.ReleaseAllAsync(handles);
            times.Released();
        }

        return CycleTimes.ToBatch([times], start);
    }

    public ValueTask DisposeAsync() => _locks.DisposeAsync();
}
