using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Simulation.Tests.Asking;

/// <summary>Draws demands of all kinds for a few locks, and for a semaphore of 2. In one schedule one kind is drawn more often than the others, so that it meets its like.</summary>
internal sealed class FamilyDemands
{
    private const int MaxCount = 2;

    private readonly World _world;
    private readonly string[] _locks;
    private readonly QueueKind _exclusive;
    private readonly QueueKind _shared;
    private readonly Func<Demand>[] _kinds;
    private readonly Func<Demand> _favourite;

    /// <param name="world">Whose chance decides.</param>
    /// <param name="locks">The locks' paths.</param>
    /// <param name="semaphore">The path of the semaphore: no lock's.</param>
    /// <param name="interop">Which other clients' nodes count. Where all do there are no shared locks.</param>
    public FamilyDemands(World world, string[] locks, string semaphore, LockInterop interop)
    {
        _world = world;
        _locks = locks;
        _exclusive = new QueueKind(LockMode.Exclusive, Interop: interop);
        _shared = interop == LockInterop.Universal ? _exclusive : new QueueKind(LockMode.Shared);
        Func<Demand>[] always =
        [
            () => One(_exclusive),
            () => One(_exclusive, LockOptions.HandOver),
            () => One(_exclusive, LockOptions.HandOver) with { Retain = Longer(LongestRetain) },
            () => new([new Wish(semaphore, new QueueKind(LockMode.Shared, MaxCount, interop))], _world.OneOf(LockOptions.None, LockOptions.HandOver)),
            Several,
        ];
        Func<Demand>[] shared =
        [
            () => One(_shared),
            () => One(_shared, LockOptions.HandOver),
            () => One(_shared, LockOptions.HandOver) with { Retain = Longer(LongestRetain) },
            () => One(_exclusive, LockOptions.Downgradable),
        ];
        _kinds = interop == LockInterop.Universal ? always : [.. always, .. shared];
        _favourite = world.OneOf(_kinds);
    }

    public static TimeSpan LongestRetain { get; } = TimeSpan.FromSeconds(2);

    public static TimeSpan LongestHoldAtLeast { get; } = TimeSpan.FromSeconds(2);

    public Demand Next()
    {
        var demand = _world.Happens(0.4) ? _favourite() : _world.OneOf(_kinds)();
        return _world.Happens(0.15) ? demand with { HoldAtLeast = Longer(LongestHoldAtLeast) } : demand;
    }

    private Demand One(QueueKind kind, LockOptions options = LockOptions.None) => new([new Wish(_world.OneOf(_locks), kind)], options);

    // In any order, and as often shared as exclusive.
    private Demand Several()
    {
        string[] paths = [.. _locks];
        _world.Random.Shuffle(paths);
        return new([.. paths.Take(_world.Random.Next(2, paths.Length + 1)).Select(path => new Wish(path, _world.OneOf(_exclusive, _shared)))]);
    }

    private TimeSpan Longer(TimeSpan longest) => TimeSpan.FromMilliseconds(1) + _world.UpTo(_world.OneOf(50, longest.TotalMilliseconds - 1));
}
