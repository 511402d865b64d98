namespace ZkLockAttr.Testing;

/// <summary>A time in which no server can be reached. Disposing it starts those again that it has stopped.</summary>
public sealed class ServerOutage : IDisposable
{
    private readonly Action<int> _start;
    private IEnumerable<int> _stopped;

    internal ServerOutage(IEnumerable<int> stopped, Action<int> start)
    {
        _stopped = stopped;
        _start = start;
    }

    /// <summary>Ends the outage: all sessions have their full time again. Nothing happens the second time, or once the server is disposed.</summary>
    public void Dispose()
    {
        foreach (var endpoint in Interlocked.Exchange(ref _stopped, []))
        {
            _start(endpoint);
        }
    }
}
