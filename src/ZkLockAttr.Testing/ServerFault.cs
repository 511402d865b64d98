using ZkLockAttr.Testing.Faults;

namespace ZkLockAttr.Testing;

/// <summary>A fault in force. Disposing it ends it and lets go what it held.</summary>
public sealed class ServerFault : IDisposable
{
    private readonly Action<ServerFault> _end;
    private int _hits;

    internal ServerFault(FaultKind kind, Func<ServerMessage, bool> matches, int times, Action<ServerFault> end)
    {
        Kind = kind;
        Matches = matches;
        Times = times;
        _end = end;
    }

    /// <summary>How many messages it has met.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal FaultKind Kind { get; }

    internal Func<ServerMessage, bool> Matches { get; }

    /// <summary>How many messages it meets at most.</summary>
    internal int Times { get; }

    /// <summary>The server, if it is a fault of a server as a whole.</summary>
    internal int Endpoint { get; init; } = -1;

    /// <summary>Whether its server hears of no commits.</summary>
    internal bool MakesDeaf => Endpoint >= 0 && Kind is FaultKind.Isolate or FaultKind.Lag or FaultKind.ReadOnly;

    internal bool IsSpent => _hits >= Times;

    /// <summary>Ends the fault.</summary>
    public void Dispose() => _end(this);

    internal void Hit() => Volatile.Write(ref _hits, _hits + 1);
}
