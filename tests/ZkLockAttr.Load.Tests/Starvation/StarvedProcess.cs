using System.Diagnostics;

namespace ZkLockAttr.Load.Tests.Starvation;

/// <summary>
/// What a process does whose thread pool has no thread left, for three session time-outs. It runs on the main thread, and says on its output how it went.
/// </summary>
internal static class StarvedProcess
{
    private const int PoolThreads = 4;

    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(2);

    public static int Run(string connectionString)
    {
        ThreadPool.SetMinThreads(PoolThreads, PoolThreads);
        Demand(ThreadPool.SetMaxThreads(PoolThreads, PoolThreads), "the pool takes no limit");
        var locks = new DistributedLocks(connectionString, new DistributedLocksOptions { SessionTimeout = SessionTimeout });
        var held = Alone(() => locks.Acquire("held"));

        using var free = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(PoolThreads);
        for (var i = 0; i < PoolThreads; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ =>
            {
                blocked.Signal();
                free.Wait();
            }, null);
        }

        blocked.Wait();
        var poolRan = false;
        ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref poolRan, true), null);
        var asynchronous = Alone(() => TakeAsync(locks));

        // Blocking callers take turns with one another, each on a thread of its own, while the session has to be kept.
        var served = 0;
        var watch = Stopwatch.StartNew();
        var callers = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            while (watch.Elapsed < SessionTimeout * 3)
            {
                using var handle = locks.Acquire("shared");
                Demand(handle.IsHeld, "a caller was given a lock that is not held");
                Interlocked.Increment(ref served);
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());

        Demand(!Volatile.Read(ref poolRan) && !asynchronous.IsCompleted, "the pool was not starved");
        Demand(held.IsHeld, "the lock was lost while the pool was starved");
        Demand(locks.TryAcquire("other") is not null, "a caller who tries once was sent away");

        free.Set();
        asynchronous.GetAwaiter().GetResult();
        held.Dispose();
        locks.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Console.WriteLine($"{served} blocking callers served");
        return 0;
    }

    private static async Task TakeAsync(DistributedLocks locks)
    {
        await using var handle = await locks.AcquireAsync("asynchronous");
        Demand(handle.IsHeld, "an asynchronous caller was given a lock that is not held");
    }

    // In a flow of its own, which ends with it.
    private static T Alone<T>(Func<T> action)
    {
        T result = default!;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => result = action(), null);
        return result;
    }

    private static void Demand(bool condition, string otherwise)
    {
        if (!condition)
        {
            Console.WriteLine(otherwise);
            Environment.Exit(1);
        }
    }
}
