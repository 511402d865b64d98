using System.Diagnostics;
using System.Threading.Channels;
using QuickStart.Workers;
using Spectre.Console;
using ZkLockAttr.Testing;

namespace QuickStart.Fleet;

/// <summary>The demo: workers share a lock, one of them is killed while it holds it, and what happened is drawn and checked.</summary>
internal sealed class FleetDemo(FleetOptions options)
{
    // The victim dies in the middle of its work.
    private const int CountWhenKilled = 4;

    private readonly IAnsiConsole _console = Palette.Console();
    private readonly Journal _journal = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var server = options.ZooKeeper is null ? StartServer() : null;
            Introduce();
            await RunWorkersAsync(options.ZooKeeper ?? server!.ConnectionString, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return ExitCode.Interrupted;
        }
        catch (FleetFailedException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCode.Failed;
        }

        Picture.Draw(_console, _journal, options.Workers);
        var verdict = Verdict.On(_journal);
        if (!verdict.TokensGrow)
        {
            Console.Error.WriteLine("A fencing token did not grow.");
        }

        Console.WriteLine($"{options.Workers} workers, {verdict.Runs} runs, {verdict.Overlaps} overlaps, {verdict.Killed} killed");
        return verdict.IsGood ? ExitCode.Success : ExitCode.LockBroken;
    }

    private ZooKeeperTestServer StartServer()
    {
        var server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500) });
        _console.WriteLine($"ZooKeeper  {server.ConnectionString}, inside this process, in memory: for demos and tests");
        _console.WriteLine("           (in production a real ensemble: --zookeeper host:port,host:port)");
        return server;
    }

    private void Introduce()
    {
        if (options.ZooKeeper is not null)
        {
            _console.WriteLine($"ZooKeeper  {options.ZooKeeper}");
        }

        _console.WriteLine(options.Name == "test"
            ? "Lock       [DistributedLock(\"test\")] on CountingJob.RunAsync"
            : $"Lock       [DistributedLock(\"{{name}}\")] on CountingJob.RunNamedAsync, name = {options.Name}");
        _console.WriteLine($"Workers    {options.Workers} processes, each runs the method {options.Runs} times; one of them will be killed");
        _console.WriteLine();
    }

    private async Task RunWorkersAsync(string zooKeeper, CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<(int Worker, WorkerEvent Event)>();
        var lines = new LiveLines(_console);
        var workers = new List<WorkerProcess>();
        try
        {
            for (var number = 1; number <= options.Workers; number++)
            {
                var worker = WorkerProcess.Start(number, zooKeeper, options, events.Writer);
                workers.Add(worker);
                lines.Started(number, worker.ProcessId, Stopwatch.GetElapsedTime(_start));
            }

            await FollowAsync(events.Reader, workers, lines, cancellationToken);
        }
        finally
        {
            await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        }
    }

    private async Task FollowAsync(
        ChannelReader<(int Worker, WorkerEvent Event)> events, List<WorkerProcess> workers, LiveLines lines, CancellationToken cancellationToken)
    {
        int? victim = null;
        for (var living = workers.Count; living > 0;)
        {
            var (worker, what) = await events.ReadAsync(cancellationToken);
            var at = Stopwatch.GetElapsedTime(_start, what.Timestamp);
            switch (what.Kind)
            {
                case WorkerEventKind.Failed:
                    throw new FleetFailedException($"worker {worker}: {what.Text}");
                case WorkerEventKind.Exited when worker == victim:
                    _journal.RecordKill(worker, at);
                    lines.Killed(worker, at, heldTheLock: _journal.Turns.Any(turn => turn.IsKilled));
                    living--;
                    break;
                case WorkerEventKind.Exited when what.Number != ExitCode.Success:
                    throw new FleetFailedException($"worker {worker} ended with exit code {what.Number}.");
                case WorkerEventKind.Exited:
                    living--;
                    break;
                default:
                    _journal.Record(worker, what.Kind, at, what.Number);
                    lines.Happened(worker, what, at);
                    break;
            }

            if (victim is null && what is { Kind: WorkerEventKind.Counted, Number: CountWhenKilled } && IsTimeToKill())
            {
                victim = worker;
                workers[worker - 1].Kill();
            }
        }
    }

    // In the middle of the demo, when somebody is there to take over.
    private bool IsTimeToKill() =>
        _journal.Turns.Count(turn => turn.Got is not null) >= options.Workers * options.Runs / 2 && _journal.Turns.Any(turn => turn.Waits);
}
