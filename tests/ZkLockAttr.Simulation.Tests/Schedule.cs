using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Simulation.Tests.Processes;

namespace ZkLockAttr.Simulation.Tests;

/// <summary>One run: a few processes contend for a few locks while things go wrong, and then while nothing does.</summary>
internal sealed class Schedule
{
    private static readonly TimeSpan Disturbed = TimeSpan.FromSeconds(15);

    // No disturbance lasts longer, once begun.
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(16);

    private static readonly TimeSpan LongestSilence = (2 * Weather.Timeout) + SimulatedCaller.LongestHold;

    private readonly World _world;
    private readonly SimulatedEnsemble _ensemble;
    private readonly string[] _paths;
    private readonly SimulatedCaller[] _callers;
    private readonly Invariants _invariants;
    private readonly Disturbance _disturbance;

    private Schedule(int seed, Weather weather)
    {
        _world = new World(seed);
        var tick = _world.OneOf(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _ensemble = new SimulatedEnsemble(_world, tick / 2, weather.PingDelayOf(tick));
        _invariants = new Invariants(_world, _ensemble);
        var processes = Many(2, 3, _ => new SimulatedProcess(_world, _ensemble, weather));

        // Cut-off servers and long holds together are what leases are for: in some runs there is little else.
        var isAboutLeases = _world.Happens(0.4);
        _paths = Many(1, 2, number => $"/locks/{number}");
        _callers =
        [
            .. from process in processes
               from path in _paths
               from caller in Many(1, 2, _ => new SimulatedCaller(_world, process, path, runs: 3, longHolds: isAboutLeases ? 0.7 : 0.05) { Granted = _invariants.OnGranted })
               select caller,
        ];
        _invariants.Callers = _callers;
        _world.Check = _invariants.Check;
        _disturbance = new Disturbance(_world, _ensemble, processes, isAboutLeases);
    }

    private bool IsDone => Array.TrueForAll(_callers, caller => caller.IsDone);

    /// <summary>Runs the schedule of a seed.</summary>
    /// <returns>How many locks were granted.</returns>
    public static int Run(int seed, Weather weather)
    {
        try
        {
            var schedule = new Schedule(seed, weather);
            schedule.Run();
            return schedule._invariants.Grants;
        }
        catch (Exception exception)
        {
            throw new ScheduleException(seed, exception);
        }
    }

    private void Run()
    {
        foreach (var caller in _callers)
        {
            caller.Begin();
        }

        _world.RunUntil(() => IsDone, Disturbed);
        _disturbance.End();

        // Whoever waits is served, times out or is told; nobody for ever.
        var healed = _world.Now + Healing;
        while (!IsDone)
        {
            var from = _invariants.LastGrant > healed ? _invariants.LastGrant : healed;
            var goesOn = _world.RunUntil(() => IsDone || _invariants.LastGrant > from, from + LongestSilence - _world.Now);
            Assert.True(goesOn, $"nobody was served from {from} to {_world.Now}");
        }

        Assert.True(_world.RunUntil(() => Array.TrueForAll(_paths, IsEmpty), Healing + LongestSilence), "a node is left");
        Assert.True(_world.RunUntil(() => _ensemble.WatchCount == 0, Healing), "a watch is left");
    }

    private bool IsEmpty(string path) => _ensemble.Tree.Find(path) is not { Children.Count: > 0 };

    private T[] Many<T>(int least, int most, Func<int, T> make) => [.. Enumerable.Range(0, _world.Random.Next(least, most + 1)).Select(make)];
}
