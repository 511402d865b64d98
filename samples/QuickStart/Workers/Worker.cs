using ZkLockAttr;

namespace QuickStart.Workers;

/// <summary>One worker process: runs the locked method some times.</summary>
internal static class Worker
{
    /// <summary>
    /// How long the lock of a process that died stays taken. Short, so that nobody waits long here; in production rather the default, 20 s.
    /// </summary>
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(WorkerOptions options, CancellationToken cancellationToken)
    {
        IWorkerReport report = options.SendsEvents ? new EventReport() : new TextReport(options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.SendsEvents)
        {
            ParentWatch.CancelWhenStdinCloses(stop);
        }

        try
        {
            await RunJobsAsync(options, report, stop.Token);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            report.Stopped();
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is LockUnavailableException or LockLostException)
        {
            report.Failed(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static async Task RunJobsAsync(WorkerOptions options, IWorkerReport report, CancellationToken cancellationToken)
    {
        await using var locks = new DistributedLocks(options.ZooKeeper, new DistributedLocksOptions
        {
            ApplicationName = $"QuickStart worker {options.Id}",
            SessionTimeout = SessionTimeout,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        });
        var job = new CountingJob(locks, report, TimeSpan.FromMilliseconds(options.StepMilliseconds));
        for (var run = 1; run <= options.Runs; run++)
        {
            report.Asks();
            await (options.Name == "test" ? job.RunAsync(cancellationToken) : job.RunNamedAsync(options.Name, cancellationToken));
        }
    }
}
