using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Simulation.Tests.Asking;
using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Simulation.Tests.Processes;
using ZkLockAttr.Simulation.Tests.Strangers;

namespace ZkLockAttr.Simulation.Tests;

/// <summary>Who takes part in a schedule: processes, their callers, and the locks that they ask for.</summary>
internal sealed class Cast
{
    private readonly World _world;
    private readonly SimulatedEnsemble _ensemble;
    private readonly Weather _weather;
    private readonly Invariants _invariants;
    private readonly LockingProcess[] _ours;

    public Cast(World world, SimulatedEnsemble ensemble, Weather weather, DistributedLocksOptions options, Invariants invariants)
    {
        _world = world;
        _ensemble = ensemble;
        _weather = weather;
        _invariants = invariants;
        _ours = Many(2, 3, _ => new LockingProcess(world, ensemble, weather, options));
    }

    /// <summary>Those of strangers, too.</summary>
    public IEnumerable<SimulatedProcess> Processes => [.. _ours, .. Strangers.Select(stranger => stranger.Process)];

    public List<SimulatedCaller> Callers { get; } = [];

    public List<Stranger> Strangers { get; } = [];

    public List<string> Paths { get; } = [];

    /// <summary>Each caller wants one exclusive lock, always the same.</summary>
    public void AddExclusive(double longUses)
    {
        Paths.AddRange(Many(1, 2, number => $"/locks/{number}"));
        foreach (var process in _ours)
        {
            foreach (var path in Paths)
            {
                Add(process, Many(1, 2, _ => new Requests(_world, () => Demand.ForOne(path), longUses)), runs: 3);
            }
        }
    }

    /// <summary>Each caller wants now this, now that.</summary>
    public void AddFamily(double longUses, double shortUse, LockInterop interop)
    {
        string[] locks = ["/locks/0", "/locks/1"];
        const string Semaphore = "/locks/semaphore";
        Paths.AddRange([.. locks, Semaphore]);
        var demands = new FamilyDemands(_world, locks, Semaphore, interop);
        var longestRest = _world.OneOf(5.0, 50, 500);
        foreach (var process in _ours)
        {
            Add(process, Many(2, 4, _ => new Requests(_world, demands.Next, longUses) { ShortUse = shortUse, LongestRest = longestRest }), runs: 4);
        }
    }

    /// <summary>
    /// Others, on the first path. Of kazoo's, readers or writers and not both: a reader of kazoo's that waits for a writer, and a writer behind it that waits
    /// for the reader, wait for ever.
    /// </summary>
    public void AddStrangers(LockInterop interop)
    {
        Recipe[] recipes = interop == LockInterop.Kazoo
            ? [_world.OneOf(Recipe.KazooReader, Recipe.KazooWriter)]
            : [_world.OneOf(Recipe.KazooReader, Recipe.KazooWriter), Recipe.CuratorMutex, Recipe.CuratorReader, Recipe.CuratorWriter];
        Strangers.AddRange(Many(1, 2, _ => new Stranger(_world, _ensemble, _weather, _world.OneOf(recipes), Paths[0], runs: 3)
        {
            Granted = _invariants.OnStrangerGranted,
        }));
    }

    private void Add(LockingProcess process, Requests[] requests, int runs) =>
        Callers.AddRange(requests.Select(request => new SimulatedCaller(_world, process, request, runs) { Granted = _invariants.OnGranted }));

    private T[] Many<T>(int least, int most, Func<int, T> make) => [.. Enumerable.Range(0, _world.Random.Next(least, most + 1)).Select(make)];
}
