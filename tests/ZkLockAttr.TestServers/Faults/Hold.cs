namespace ZkLockAttr.TestServers.Faults;

/// <summary>Holds gates until disposed.</summary>
internal sealed class Hold : IDisposable
{
    private readonly IReadOnlyList<Gate> _gates;
    private readonly Action? _released;
    private bool _isReleased;

    public Hold(IReadOnlyList<Gate> gates, Action? released = null)
    {
        _gates = gates;
        _released = released;
        foreach (var gate in gates)
        {
            gate.Hold();
        }
    }

    public void Dispose()
    {
        if (_isReleased)
        {
            return;
        }

        _isReleased = true;
        _released?.Invoke();
        foreach (var gate in _gates)
        {
            gate.Release();
        }
    }
}
