using System.Diagnostics;
using ZkLockAttr;

namespace QuickStart.Workers;

/// <summary>Tells the demo, one event a line.</summary>
/// <remarks>
/// The times are those of the machine's monotonic clock (CLOCK_MONOTONIC on Linux), which counts from the same instant for every process
/// of one machine: times of several workers can be compared. It never jumps, as the time of day does.
/// </remarks>
internal sealed class EventReport : IWorkerReport
{
    public void Asks() => Send(WorkerEventKind.Asks);

    public void Got(LockHandle handle) => Send(WorkerEventKind.Got, handle.FencingToken);

    public void Counted(int number) => Send(WorkerEventKind.Counted, number);

    public void Done() => Send(WorkerEventKind.Done);

    public void Failed(string reason) => Send(WorkerEventKind.Failed, text: reason);

    public void Stopped()
    {
        // The demo told it to, and knows.
    }

    private static void Send(WorkerEventKind kind, long number = 0, string text = "") =>
        Console.WriteLine(new WorkerEvent(kind, Stopwatch.GetTimestamp(), number, text).ToLine());
}
