using System.Runtime.InteropServices;

namespace ZkLockAttr.Tool.Running;

/// <summary>Passes signals on to the command; those that come before it has started wait for it.</summary>
internal sealed class SignalRelay : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    // Guarded by _lock.
    private readonly List<int> _early = [];
    private CommandGroup? _command;

    /// <summary>Listens for the signals that do not end this process; the others are given to <see cref="Pass"/>.</summary>
    public SignalRelay() => _registrations.AddRange(SignalNumbers.PassedOn.Select(number => PosixSignalRegistration.Create((PosixSignal)number, context =>
    {
        context.Cancel = true;
        Pass(number);
    })));

    public void Pass(int signal)
    {
        lock (_lock)
        {
            if (_command is null)
            {
                _early.Add(signal);
            }
            else
            {
                _command.Send(signal);
            }
        }
    }

    public void Attach(CommandGroup command)
    {
        lock (_lock)
        {
            _command = command;
            _early.ForEach(command.Send);
        }
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
