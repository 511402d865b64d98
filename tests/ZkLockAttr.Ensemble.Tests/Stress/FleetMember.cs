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
    private int _generation;

    public FleetMember(int number, RealEnsemble ensemble, LockerOptions options, History history, TextWriter journal)
    {
        _journal = journal;
        _number = number;
        _history = history;
        Proxies = [.. ensemble.Servers.Select(server => FaultProxy.Start(server.Endpoint))];
        _options = options with { ZooKeeper = string.Join(',', Proxies.Select(proxy => proxy.ConnectionString)), Seed = options.Seed + number };
        Process = Start();
    }

    public IReadOnlyList<FaultProxy> Proxies { get; }

    public LockerProcess Process { get; private set; }

    public void Restart() => Process = Start();

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        foreach (var proxy in Proxies)
        {
            await proxy.DisposeAsync();
        }
    }

    private LockerProcess Start()
    {
        _generation++;
        return LockerProcess.Start($"process {_number}.{_generation}", _options with { Seed = _options.Seed + (100 * _generation) }, _history, _journal);
    }
}
