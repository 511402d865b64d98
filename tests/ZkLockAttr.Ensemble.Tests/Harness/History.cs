using ZkLockAttr.Ensemble.Locker;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>What the lockers of all processes have told, and who waits for some of it.</summary>
internal sealed class History
{
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private readonly Dictionary<(string Process, int Locker), Hold> _present = [];
    private readonly List<Hold> _holds = [];
    private readonly List<(string Process, JournalLine Line)> _failures = [];
    private readonly List<EndedSession> _endedSessions = [];
    private readonly Dictionary<JournalEvent, int> _counts = [];
    private readonly Dictionary<(string Process, int Locker), string> _asking = [];
    private readonly List<Expectation> _expectations = [];

    /// <summary>All holds so far of lockers and others.</summary>
    public IReadOnlyList<Hold> Holds
    {
        get
        {
            lock (_lock)
            {
                // Begun when the session had ended already: it counts for nothing.
                return [.. _holds.Concat(_present.Values).Select(CutAtEndOfSession).Where(hold => hold.From <= hold.Until)];
            }
        }
    }

    /// <summary>What must not have happened.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_lock)
            {
                return [.. _failures.Where(failure => !IsExcused(failure.Process, failure.Line)).Select(failure => $"{failure.Process}: {failure.Line}")];
            }
        }
    }

    /// <summary>Lockers that have asked and were not told the outcome.</summary>
    public IReadOnlyList<string> Unanswered
    {
        get
        {
            lock (_lock)
            {
                return [.. _asking.Select(asking => $"locker {asking.Key.Locker} of {asking.Key.Process} asked for '{asking.Value}'")];
            }
        }
    }

    public int Count(JournalEvent happened)
    {
        lock (_lock)
        {
            return _counts.GetValueOrDefault(happened);
        }
    }

    /// <summary>Complete with the next line that matches.</summary>
    public Task<JournalLine> WaitForAsync(Func<string, JournalLine, bool> matches)
    {
        var expectation = new Expectation(matches);
        lock (_lock)
        {
            _expectations.Add(expectation);
        }

        return expectation.Met.Task;
    }

    /// <summary>A locker's process has told something.</summary>
    public void Add(string process, JournalLine line)
    {
        lock (_lock)
        {
            var locker = (process, line.Locker);
            _counts[line.Event] = _counts.GetValueOrDefault(line.Event) + 1;
            switch (line.Event)
            {
                case JournalEvent.Asks:
                    _asking[locker] = line.Lock;
                    break;
                case JournalEvent.Got or JournalEvent.Downgraded:
                    EndHold(locker);
                    _present[locker] = new Hold(process, $"locker {line.Locker}", line.Lock, line.Kind, line.Token, line.Time, line.Time);
                    break;
                case JournalEvent.Has:
                    _present[locker] = _present[locker] with { Until = line.Time };
                    break;
                case JournalEvent.Released or JournalEvent.Lost or JournalEvent.TimedOut or JournalEvent.Unavailable or JournalEvent.Cancelled:
                    EndHold(locker);
                    _asking.Remove(locker);
                    break;
                case JournalEvent.RefusedHeld or JournalEvent.Failed:
                    _failures.Add((process, line));
                    break;
            }

            foreach (var met in _expectations.FindAll(each => each.Matches(process, line)))
            {
                _expectations.Remove(met);
                met.Met.SetResult(line);
            }
        }
    }

    /// <summary>A locker's process was killed: it holds nothing and waits for nothing.</summary>
    public void OnKilled(string process)
    {
        lock (_lock)
        {
            foreach (var locker in _asking.Keys.Where(locker => locker.Process == process).ToArray())
            {
                EndHold(locker);
                _asking.Remove(locker);
            }
        }
    }

    /// <summary>A session was ended from outside.</summary>
    public void Add(EndedSession session)
    {
        lock (_lock)
        {
            _endedSessions.Add(session);
        }
    }

    /// <summary>Somebody else has held a lock.</summary>
    public void Add(Hold hold)
    {
        lock (_lock)
        {
            _holds.Add(hold);
        }
    }

    private Hold CutAtEndOfSession(Hold hold) =>
        _endedSessions.Find(session => session.Owned(hold.Process, hold.Token)) is { } session && session.Time < hold.Until
            ? hold with { Until = session.Time }
            : hold;

    private bool IsExcused(string process, JournalLine line) =>
        line.Event == JournalEvent.RefusedHeld && _endedSessions.Exists(session => session.Owned(process, line.Token) && session.Time < line.Time);

    private void EndHold((string Process, int Locker) locker)
    {
        if (_present.Remove(locker, out var hold))
        {
            _holds.Add(hold);
        }
    }

    private sealed record Expectation(Func<string, JournalLine, bool> Matches)
    {
        public TaskCompletionSource<JournalLine> Met { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
