using System.Diagnostics;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>Callers that acquire and release again and again, and take the time.</summary>
internal static class Loops
{
    /// <summary>Each caller on a thread of its own.</summary>
    public static async Task<Batch> RunBlockingAsync(Work work, Action acquire, Action release)
    {
        var start = Stopwatch.GetTimestamp();
        var callers = Enumerable.Range(0, work.Callers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var times = new CycleTimes(work, start);
                while (times.Begin())
                {
                    acquire();
                    times.Acquired();
                    release();
                    times.Released();
                }

                return times;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        return CycleTimes.ToBatch(await Task.WhenAll(callers), start);
    }

    /// <summary>Each caller an asynchronous flow of its own.</summary>
    /// <param name="work">How often or how long.</param>
    /// <param name="acquire">Given the caller's number.</param>
    public static async Task<Batch> RunAsync(Work work, Func<int, ValueTask<LockHandle>> acquire)
    {
        var start = Stopwatch.GetTimestamp();
        var callers = Enumerable.Range(0, work.Callers).Select(caller => Task.Run(async () =>
        {
            var times = new CycleTimes(work, start);
            while (times.Begin())
            {
                var handle = await acquire(caller).ConfigureAwait(false);
                times.Acquired();
                await handle.DisposeAsync().ConfigureAwait(false);
                times.Released();
            }

            return times;
        }));
        return CycleTimes.ToBatch(await Task.WhenAll(callers), start);
    }
}
