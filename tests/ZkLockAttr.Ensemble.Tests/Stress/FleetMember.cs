using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>A process of lockers, started anew when it was killed, with a proxy in front of each server.</summary>
internal sealed class FleetMember : IAsyncDisposable
{
    private readonly int _number;
    private readonly LockerOptions _options;
    private readonly History _history;
    private readonly TextWriter _journal;
    private readonly EnsembleProxies _proxies;
    private int _generation;

    public FleetMember(int number, RealEnsemble ensemble, LockerOptions options, History history, TextWriter journal)
    {
        _journal = journal;
        _number = number;
        _history = history;
        _proxies = new EnsembleProxies(ensemble);
        _options = options with { ZooKeeper = _proxies.ConnectionString, Seed = options.Seed + number };
        Process = Start();
    }

    public IReadOnlyList<FaultProxy> Proxies => _proxies.All;

    public LockerProcess Process { get; private set; }

    public void Restart() => Process = Start();

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _proxies.DisposeAsync();
    }

    private LockerProcess Start()
    {
        _generation++;
        return LockerProcess.Start($"process {_number}.{_generation}", _options with { Seed = _options.Seed + (100 * _generation) }, _history, _journal);
    }
}
