using ZkLockAttr.OnPaper;
using ZkLockAttr.Simulation.Tests.Asking;
using ZkLockAttr.Simulation.Tests.Checks;
using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Simulation.Tests.Processes;

namespace ZkLockAttr.Simulation.Tests;

/// <summary>One run: a few processes contend for a few locks while things go wrong, and then while nothing does.</summary>
internal sealed class Schedule
{
    private static readonly TimeSpan Disturbed = TimeSpan.FromSeconds(15);

    // No disturbance lasts longer, once begun.
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(16);

    private static readonly TimeSpan LongestSilence =
        (2 * Weather.Timeout) + Requests.LongestUse + FamilyDemands.LongestHoldAtLeast + FamilyDemands.LongestRetain;

    // A writer that has stepped back for readers of kazoo's again and again stands behind the next one for so long before it does so once more.
    private static readonly TimeSpan LongestReaderPatience = TimeSpan.FromMinutes(1);

    private readonly World _world;
    private readonly SimulatedEnsemble _ensemble;
    private readonly Cast _cast;
    private readonly Invariants _invariants;
    private readonly Disturbance? _disturbance;
    private readonly TimeSpan _longestSilence;

    private Schedule(int seed, Weather weather)
    {
        _world = new World(seed);
        var tick = _world.OneOf(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _ensemble = new SimulatedEnsemble(_world, tick / 2, weather.PingDelayOf(tick));

        // Where nothing is disturbed it is known exactly when others must have had their turn.
        var isCalm = _world.Happens(0.15);
        var isFamily = isCalm || _world.Happens(0.5);

        // Cut-off servers and long holds together are what leases are for: in some runs there is little else.
        var isAboutLeases = !isCalm && _world.Happens(0.4);
        var options = new DistributedLocksOptions
        {
            ConnectTimeout = TimeSpan.FromSeconds(3),
            HandOverLimit = _world.OneOf(1, 3, 32),
            HandOverTime = TimeSpan.FromMilliseconds(_world.OneOf(10, 200)),
        };

        // Strangers take the locks of the family: some of these are then seen by all of them.
        var hasStrangers = isFamily && _world.Happens(0.4);
        var interop = hasStrangers && _world.Happens(0.6) ? LockInterop.Universal : LockInterop.Kazoo;
        _invariants = new Invariants(_world, _ensemble) { Passing = isCalm ? new Passing(_world, _ensemble.Tree, options, weather) : null };
        _cast = new Cast(_world, _ensemble, weather, options, _invariants);
        if (isFamily)
        {
            _cast.AddFamily(isAboutLeases ? 0.7 : 0.05, isCalm ? _world.OneOf(2.0, 60) : 60, interop);
        }
        else
        {
            _cast.AddExclusive(isAboutLeases ? 0.7 : 0.05);
        }

        if (hasStrangers)
        {
            _cast.AddStrangers(interop);
        }

        _longestSilence = LongestSilence + (_cast.Strangers.Exists(static stranger => stranger.WaitsForLaterWriters) ? LongestReaderPatience : TimeSpan.Zero);
        _invariants.Callers = _cast.Callers;
        _invariants.Strangers = _cast.Strangers;
        _world.Check = _invariants.Check;
        _disturbance = isCalm ? null : new Disturbance(_world, _ensemble, _cast.Processes, isAboutLeases);
    }

    private bool IsDone => _cast.Callers.TrueForAll(static caller => caller.IsDone) && _cast.Strangers.TrueForAll(static stranger => stranger.IsDone);

    /// <summary>Runs the schedule of a seed.</summary>
    /// <returns>How many locks were granted, how many of these were another caller's before, and how many locks other clients had.</returns>
    public static (int Grants, int HandOvers, int StrangersGrants) Run(int seed, Weather weather)
    {
        try
        {
            var schedule = new Schedule(seed, weather);
            schedule.Run();
            return (schedule._invariants.Grants, schedule._invariants.HandOvers, schedule._invariants.StrangersGrants);
        }
        catch (Exception exception)
        {
            throw new ScheduleException(seed, exception);
        }
    }

    private void Run()
    {
        foreach (var caller in _cast.Callers)
        {
            caller.Begin();
        }

        foreach (var stranger in _cast.Strangers)
        {
            stranger.Begin();
        }

        _world.RunUntil(() => IsDone, Disturbed);
        _disturbance?.End();

        // Whoever waits is served, times out or is told; nobody for ever.
        var healed = _world.Now + Healing;
        while (!IsDone)
        {
            var from = _invariants.LastGrant > healed ? _invariants.LastGrant : healed;
            var goesOn = _world.RunUntil(() => IsDone || _invariants.LastGrant > from, from + _longestSilence - _world.Now);
            Must.Hold(goesOn, $"nobody was served from {from} to {_world.Now}: {string.Join("; ", _cast.Paths.Select(DescribeQueue))}");
        }

        Assert.True(_world.RunUntil(() => _cast.Paths.TrueForAll(IsEmpty), Healing + _longestSilence), "a node is left");
        Assert.True(_world.RunUntil(() => _ensemble.WatchCount == 0, Healing), "a watch is left");
    }

    private string DescribeQueue(string path) => $"{path} {string.Join(' ', _ensemble.Tree.Find(path)?.Children ?? [])}";

    private bool IsEmpty(string path) => _ensemble.Tree.Find(path) is not { Children.Count: > 0 };
}
