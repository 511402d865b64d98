using System.Diagnostics.Metrics;

namespace ZkLockAttr.Telemetry;

/// <summary>What has happened to the locks of one <see cref="DistributedLocks"/>.</summary>
/// <remarks>
/// Written under the session's gate; read by listeners on any thread, one number at a time. Listeners ask, so that none of them runs under the gate.
/// </remarks>
internal sealed class LockCounts(string ensemble, Func<TimeSpan> leaseLeft)
{
    private static readonly Lock RegistryLock = new();

    // Replaced as a whole, under RegistryLock.
    private static LockCounts[] _all = [];

    private readonly KeyValuePair<string, object?> _tag = new(LockInstruments.Ensemble, ensemble);
    private bool _isRegistered;
    private long _waiters;
    private long _holders;
    private long _timeouts;
    private long _losses;
    private long _handOvers;
    private long _reconnects;
    private long _expiries;
    private long _connected;

    public long Waiters => Volatile.Read(ref _waiters);

    public long Holders => Volatile.Read(ref _holders);

    public long Timeouts => Volatile.Read(ref _timeouts);

    public long Losses => Volatile.Read(ref _losses);

    public long HandOvers => Volatile.Read(ref _handOvers);

    public long Reconnects => Volatile.Read(ref _reconnects);

    public long Expiries => Volatile.Read(ref _expiries);

    public long Connected => Volatile.Read(ref _connected);

    public double LeaseLeft => leaseLeft().TotalSeconds;

    /// <summary>One measurement for each <see cref="DistributedLocks"/> of the process.</summary>
    public static IEnumerable<Measurement<T>> Observe<T>(Func<LockCounts, T> read)
        where T : struct =>
        Volatile.Read(ref _all).Select(counts => new Measurement<T>(read(counts), counts._tag));

    /// <summary>From now on listeners see them. Called under the session's gate, once there is something to see.</summary>
    public void Register()
    {
        if (_isRegistered)
        {
            return;
        }

        _isRegistered = true;
        lock (RegistryLock)
        {
            _all = [.. _all, this];
        }
    }

    public void Unregister()
    {
        lock (RegistryLock)
        {
            _all = Array.FindAll(_all, counts => counts != this);
        }
    }

    public void OnJoined() => _waiters++;

    public void OnWaitEnded() => _waiters--;

    public void OnTimedOut() => _timeouts++;

    public void OnGranted(bool isHandOver)
    {
        _holders++;
        _handOvers += isHandOver ? 1 : 0;
    }

    public void OnReleased() => _holders--;

    public void OnLost()
    {
        _holders--;
        _losses++;
    }

    public void OnAttached(bool isNewSession) => _reconnects += isNewSession ? 0 : 1;

    public void OnServed() => _connected = 1;

    public void OnDetached() => _connected = 0;

    public void OnExpired() => _expiries++;
}
