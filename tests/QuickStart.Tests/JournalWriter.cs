using QuickStart.Fleet;
using QuickStart.Workers;

namespace QuickStart.Tests;

/// <summary>Writes journals for tests; times are in seconds.</summary>
internal static class JournalWriter
{
    public static Journal Turn(this Journal journal, int worker, double asked, double got, double ended, long token) =>
        journal.Event(worker, WorkerEventKind.Asks, asked)
            .Event(worker, WorkerEventKind.Got, got, token)
            .Event(worker, WorkerEventKind.Done, ended);

    public static Journal Event(this Journal journal, int worker, WorkerEventKind kind, double at, long number = 0)
    {
        journal.Record(worker, kind, TimeSpan.FromSeconds(at), number);
        return journal;
    }

    public static Journal Kill(this Journal journal, int worker, double at)
    {
        journal.RecordKill(worker, TimeSpan.FromSeconds(at));
        return journal;
    }
}
