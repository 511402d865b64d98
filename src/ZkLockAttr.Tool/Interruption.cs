using System.Runtime.InteropServices;

namespace ZkLockAttr.Tool;

/// <summary>The signals that ask this process to end: the first one cancels what runs, unless somebody else takes them.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Ends = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    // Written on one thread at a time, read by the threads of signals.
    private volatile Action<PosixSignal>? _taker;

    public Interruption(bool listens = true)
    {
        if (listens)
        {
            _registrations.AddRange(Ends.Select(signal => PosixSignalRegistration.Create(signal, OnSignal)));
        }
    }

    /// <summary>Cancelled by the first signal that nobody takes.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Which signal it was.</summary>
    public PosixSignal? Signal { get; private set; }

    /// <summary>Gives the signals to somebody from now on.</summary>
    public void HandTo(Action<PosixSignal> taker) => _taker = taker;

    /// <summary>Acts as if the signal had come.</summary>
    public void Raise(PosixSignal signal)
    {
        if (_taker is { } taker)
        {
            taker(signal);
            return;
        }

        Signal ??= signal;
        _source.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Raise(context.Signal);
    }
}
