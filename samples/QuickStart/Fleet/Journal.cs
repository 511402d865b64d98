using QuickStart.Workers;

namespace QuickStart.Fleet;

/// <summary>What has happened so far: the workers' events, put together to turns.</summary>
internal sealed class Journal
{
    private readonly List<Turn> _turns = [];

    public IReadOnlyList<Turn> Turns => _turns;

    /// <summary>Who was killed, and when the process was gone.</summary>
    public (int Worker, TimeSpan At)? Kill { get; private set; }

    /// <summary>Writes down that a worker was killed.</summary>
    public void RecordKill(int worker, TimeSpan at)
    {
        Kill = (worker, at);
        Change(worker, turn => turn with { Ended = at, IsKilled = turn.Holds });
    }

    public void Record(int worker, WorkerEventKind kind, TimeSpan at, long number = 0)
    {
        switch (kind)
        {
            case WorkerEventKind.Asks:
                _turns.Add(new Turn(worker, at));
                break;
            case WorkerEventKind.Got:
                Change(worker, turn => turn with { Got = at, Token = number });
                break;
            case WorkerEventKind.Done:
                Change(worker, turn => turn with { Ended = at });
                break;
        }
    }

    // The worker's turn that is going on is its last one.
    private void Change(int worker, Func<Turn, Turn> change)
    {
        var index = _turns.FindLastIndex(turn => turn.Worker == worker);
        if (index >= 0 && _turns[index].Ended is null)
        {
            _turns[index] = change(_turns[index]);
        }
    }
}
