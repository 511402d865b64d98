using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using QuickStart.Workers;

namespace QuickStart.Fleet;

/// <summary>A worker of the demo: this program once more, in a process of its own.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly Task _reading;

    private WorkerProcess(int number, Process process, ChannelWriter<(int Worker, WorkerEvent Event)> events)
    {
        _process = process;
        _reading = Task.Run(() => ReadAsync(number, events));
    }

    public int ProcessId => _process.Id;

    /// <summary>Starts a worker; what it tells goes to <paramref name="events"/>, last that it has exited.</summary>
    public static WorkerProcess Start(
        int number, string zooKeeper, FleetOptions options, ChannelWriter<(int Worker, WorkerEvent Event)> events)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        string[] arguments =
        [
            "worker", "--events",
            "--zookeeper", zooKeeper,
            "--id", Text(number),
            "--name", options.Name,
            "--runs", Text(options.Runs),
            "--steps-ms", Text(options.StepMilliseconds),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new WorkerProcess(number, Process.Start(start)!, events);
    }

    /// <summary>Ends the process at once, by SIGKILL where there are signals: it cannot release its lock.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks the process to stop, by closing its stdin; kills it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeToStop);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync(int number, ChannelWriter<(int Worker, WorkerEvent Event)> events)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (WorkerEvent.Parse(line) is { } what)
            {
                await events.WriteAsync((number, what));
            }
        }

        await _process.WaitForExitAsync();
        await events.WriteAsync((number, new WorkerEvent(WorkerEventKind.Exited, Stopwatch.GetTimestamp(), _process.ExitCode)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
