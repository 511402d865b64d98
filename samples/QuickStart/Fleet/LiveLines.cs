using QuickStart.Workers;
using Spectre.Console;

namespace QuickStart.Fleet;

/// <summary>Tells what happens while it happens: one line for each time somebody holds the lock.</summary>
internal sealed class LiveLines(IAnsiConsole console)
{
    // Whose line is still being written.
    private int? _open;

    public void Started(int worker, int processId, TimeSpan at) =>
        console.MarkupLine($"{At(at)} {Palette.Name(worker)} started, process {processId}");

    public void Happened(int worker, WorkerEvent what, TimeSpan at)
    {
        switch (what.Kind)
        {
            case WorkerEventKind.Got:
                Close();
                _open = worker;
                console.Markup($"{At(at)} {Palette.Name(worker)} got the lock, token {what.Number}:");
                break;
            case WorkerEventKind.Counted when _open == worker:
                console.Markup($" {what.Number}");
                break;
            case WorkerEventKind.Done when _open == worker:
                Close();
                break;
        }
    }

    public void Killed(int worker, TimeSpan at, bool heldTheLock)
    {
        Close();
        console.MarkupLine($"{At(at)} {Palette.Name(worker)} [red]killed[/] by SIGKILL{(heldTheLock ? " while it held the lock" : "")}");
        console.WriteLine($"         ZooKeeper frees the lock when its session ends, after about {Worker.SessionTimeout.TotalSeconds:0} s");
    }

    private static string At(TimeSpan at) => $"{at.TotalSeconds,6:0.0} s";

    private void Close()
    {
        if (_open is not null)
        {
            console.WriteLine();
            _open = null;
        }
    }
}
