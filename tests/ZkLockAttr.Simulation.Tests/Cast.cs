using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Simulation.Tests.Asking;
using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Simulation.Tests.Processes;

namespace ZkLockAttr.Simulation.Tests;

/// <summary>Who takes part in a schedule: processes, their callers, and the locks that they ask for.</summary>
internal sealed class Cast
{
    private readonly World _world;
    private readonly Action<Holding> _granted;

    public Cast(World world, SimulatedEnsemble ensemble, Weather weather, DistributedLocksOptions options, Action<Holding> granted)
    {
        _world = world;
        _granted = granted;
        Processes = Many(2, 3, _ => new SimulatedProcess(world, ensemble, weather, options));
    }

    public SimulatedProcess[] Processes { get; }

    public List<SimulatedCaller> Callers { get; } = [];

    public List<string> Paths { get; } = [];

    /// <summary>Each caller wants one exclusive lock, always the same.</summary>
    public void AddExclusive(double longUses)
    {
        Paths.AddRange(Many(1, 2, number => $"/locks/{number}"));
        foreach (var process in Processes)
        {
            foreach (var path in Paths)
            {
                Add(process, Many(1, 2, _ => new Requests(_world, () => Demand.ForOne(path), longUses)), runs: 3);
            }
        }
    }

    /// <summary>Each caller wants now this, now that.</summary>
    public void AddFamily(double longUses, double shortUse)
    {
        string[] locks = ["/locks/0", "/locks/1"];
        const string Semaphore = "/locks/semaphore";
        Paths.AddRange([.. locks, Semaphore]);
        var demands = new FamilyDemands(_world, locks, Semaphore);
        var longestRest = _world.OneOf(5.0, 50, 500);
        foreach (var process in Processes)
        {
            Add(process, Many(2, 4, _ => new Requests(_world, demands.Next, longUses) { ShortUse = shortUse, LongestRest = longestRest }), runs: 4);
        }
    }

    private void Add(SimulatedProcess process, Requests[] requests, int runs) =>
        Callers.AddRange(requests.Select(request => new SimulatedCaller(_world, process, request, runs) { Granted = _granted }));

    private T[] Many<T>(int least, int most, Func<int, T> make) => [.. Enumerable.Range(0, _world.Random.Next(least, most + 1)).Select(make)];
}
