using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>A process of lockers, which can be frozen and killed.</summary>
internal sealed class LockerProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly History _history;
    private readonly TextWriter _journal;
    private readonly TaskCompletionSource _parked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LockerProcess(string name, LockerOptions options, History history, TextWriter journal)
    {
        Name = name;
        _history = history;
        _journal = journal;
        string[] command = ["dotnet", typeof(LockerOptions).Assembly.Location, .. options.ToArguments()];
        _process = ChildProcess.Start(folder: "", command, OnLine);
    }

    public string Name { get; }

    /// <summary>The process id, which its queue nodes tell.</summary>
    public int Id => _process.Id;

    /// <summary>The last lines it wrote.</summary>
    public string Log => _process.Log.ToString();

    /// <summary>Starts one.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="options">What it is to do.</param>
    /// <param name="history">What it tells goes there.</param>
    /// <param name="journal">And all that it writes, thread-safe.</param>
    public static LockerProcess Start(string name, LockerOptions options, History history, TextWriter journal) => new(name, options, history, journal);

    /// <summary>Freezes it, as a long pause would.</summary>
    public void Freeze() => _process.Send(Signal.Stop);

    /// <summary>It goes on.</summary>
    public void Thaw() => _process.Send(Signal.Continue);

    /// <summary>Kills it, as a crash would; complete when all that it told is in the history.</summary>
    public async Task KillAsync()
    {
        await DisposeAsync();
        _history.OnKilled(Name);
    }

    /// <summary>Its lockers stop; complete when they hold nothing and wait for nothing. Its session lives on.</summary>
    public async Task ParkAsync()
    {
        _process.Send(Signal.Terminate);
        await Task.WhenAny(_parked.Task, _process.Ended);
        if (!_parked.Task.IsCompleted)
        {
            throw new InvalidOperationException($"{Name} has ended by itself. Its last lines:\n{Log}");
        }
    }

    /// <summary>A parked one closes its session and ends.</summary>
    public Task LeaveAsync()
    {
        _process.Send(Signal.Terminate);
        return _process.Ended;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private void OnLine(string text)
    {
        _journal.WriteLine($"{Name}: {text}");
        if (JournalLine.TryParse(text) is not { } line)
        {
            return;
        }

        _history.Add(Name, line);
        if (line.Event == JournalEvent.Parked)
        {
            _parked.TrySetResult();
        }
    }
}
