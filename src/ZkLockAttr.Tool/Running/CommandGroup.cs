using System.Collections;
using System.Runtime.InteropServices;

namespace ZkLockAttr.Tool.Running;

/// <summary>
/// A command in a process group of its own: signals reach all that it has started, also when it has ended itself. At a terminal the group comes to the
/// foreground, as a shell's command does.
/// </summary>
/// <remarks>
/// Until <see cref="Reap"/> the command's process id, which is the group's, cannot become another's: no signal goes astray. Guarded by <c>_lock</c>.
/// </remarks>
internal sealed class CommandGroup : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _id;
    private readonly bool _isForeground;
    private bool _isReaped;

    private CommandGroup(int id)
    {
        _id = id;
        _isForeground = Posix.GiveTerminalTo(id);
        new Thread(Wait) { Name = "Waiting for the command", IsBackground = true }.Start();
    }

    /// <summary>The command's exit code, or 128 and the signal that ended it.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts the command with these variables in its environment, beside ours.</summary>
    /// <exception cref="ToolException">It is not there, or cannot be executed.</exception>
    public static CommandGroup Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        // A token of another lock, round this one, is not this one's.
        if (!variables.ContainsKey("ZKLOCK_TOKEN"))
        {
            environment.Remove("ZKLOCK_TOKEN");
        }

        var error = Posix.Spawn([.. command], [.. environment.Select(variable => $"{variable.Key}={variable.Value}")], out var id);
        return error == 0 ? new CommandGroup(id) : throw new ToolException(
            error == Posix.NoEntry ? ExitCode.CommandNotFound : ExitCode.CannotExecute, $"'{command[0]}' cannot be run: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>Sends a signal to the command and all that it has started. Does nothing once it is reaped.</summary>
    public void Send(int signal)
    {
        lock (_lock)
        {
            if (!_isReaped)
            {
                _ = Posix.Kill(-_id, signal);
            }
        }
    }

    /// <summary>Lets go of the process id of a command that has ended.</summary>
    public void Reap()
    {
        lock (_lock)
        {
            if (!_isReaped)
            {
                Posix.Reap(_id);
                _isReaped = true;
            }
        }
    }

    /// <summary>Ends what is left if nobody has waited for it, and takes the terminal back.</summary>
    public void Dispose()
    {
        if (!_exited.Task.IsCompleted)
        {
            Send(SignalNumbers.Kill);
            _exited.Task.Wait();
        }

        Reap();
        if (_isForeground)
        {
            Posix.TakeTerminalBack();
        }
    }

    private void Wait()
    {
        while (true)
        {
            var (code, status) = Posix.WaitForChange(_id, alsoForStop: _isForeground);
            if (code != Posix.Stopped)
            {
                _exited.SetResult(code == Posix.ExitedByItself ? status : ExitCode.OfSignal(status));
                return;
            }

            // Ctrl+Z, or a read before the terminal was given away. A stopped command could not let go of a lock that it holds on to.
            if (status == SignalNumbers.TerminalStop || status is SignalNumbers.BackgroundRead or SignalNumbers.BackgroundWrite)
            {
                Send(SignalNumbers.Continue);
            }
        }
    }
}
