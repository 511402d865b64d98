using System.Globalization;
using ZkLockAttr.Differential.Tests.Scripts;
using ZkLockAttr.Testing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>The in-process server and a real one, set up alike. They see the same scripts in the same order.</summary>
public class ServerPair : IAsyncLifetime
{
    private ZooKeeperTestServer? _inProcess;
    private RealZooKeeper? _real;
    private int _scripts;

    /// <summary>The servers' unit of time.</summary>
    protected virtual TimeSpan Tick => TimeSpan.FromSeconds(2);

    /// <summary>How often containers are looked after: never, since that takes transactions while a script counts them.</summary>
    protected virtual TimeSpan ContainerCheckInterval => TimeSpan.FromHours(1);

    /// <summary>Whether nodes may have a time to live.</summary>
    protected virtual bool ExtendedTypes => false;

    /// <summary>How many connections we may have; 0 for no limit.</summary>
    protected virtual int MaxClientConnections => 0;

    /// <summary>Children of the root, and the number of the next sequential child of each.</summary>
    protected virtual IReadOnlyDictionary<string, int> Counters { get; } = new Dictionary<string, int>();

    public async Task InitializeAsync()
    {
        if (!RealZooKeeper.Availability.IsAvailable)
        {
            return; // the tests are skipped, or demand it
        }

        _real = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions
        {
            Tick = Tick,
            ContainerCheckInterval = ContainerCheckInterval,
            Snapshot = Counters.Count == 0 ? null : TreeSnapshot.Write(Counters),
            Settings = [$"extendedTypesEnabled={(ExtendedTypes ? "true" : "false")}", $"maxClientCnxns={MaxClientConnections}"],
        });
        _inProcess = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions
        {
            TickTime = Tick,
            ContainerCheckInterval = ContainerCheckInterval,
            ExtendedTypes = ExtendedTypes,
            MaxClientConnections = MaxClientConnections,
        });
        foreach (var (path, counter) in Counters)
        {
            _inProcess.SetSequence(path, counter);
        }
    }

    public async Task DisposeAsync()
    {
        _inProcess?.Dispose();
        if (_real is not null)
        {
            await _real.DisposeAsync();
        }
    }

    /// <summary>Runs the script against both.</summary>
    internal Comparison Compare(Script script)
    {
        RealZooKeeper.Availability.Demand();
        _scripts++;
        var home = string.Create(CultureInfo.InvariantCulture, $"/script{_scripts:D6}");
        return new Comparison(script, ScriptRun.Run(script, _inProcess!.Endpoints[0].Port, home), ScriptRun.Run(script, _real!.Port, home));
    }
}
