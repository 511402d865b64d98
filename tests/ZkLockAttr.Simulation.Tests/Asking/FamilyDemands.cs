using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Simulation.Tests.Asking;

/// <summary>Draws demands of all kinds for a few locks, and for a semaphore of 2. In one schedule one kind is drawn more often than the others, so that it meets its like.</summary>
internal sealed class FamilyDemands
{
    private const int MaxCount = 2;

    private static readonly QueueKind Exclusive = new(LockMode.Exclusive);
    private static readonly QueueKind Shared = new(LockMode.Shared);

    private readonly World _world;
    private readonly string[] _locks;
    private readonly Func<Demand>[] _kinds;
    private readonly Func<Demand> _favourite;

    /// <param name="world">Whose chance decides.</param>
    /// <param name="locks">The locks' paths.</param>
    /// <param name="semaphore">The path of the semaphore: no lock's.</param>
    public FamilyDemands(World world, string[] locks, string semaphore)
    {
        _world = world;
        _locks = locks;
        _kinds =
        [
            () => One(Exclusive),
            () => One(Exclusive, LockOptions.HandOver),
            () => One(Shared),
            () => One(Shared, LockOptions.HandOver),
            () => One(Exclusive, LockOptions.Downgradable),
            () => One(Exclusive, LockOptions.HandOver) with { Retain = Longer(LongestRetain) },
            () => One(Shared, LockOptions.HandOver) with { Retain = Longer(LongestRetain) },
            () => new([new Wish(semaphore, new QueueKind(LockMode.Shared, MaxCount))], _world.OneOf(LockOptions.None, LockOptions.HandOver)),
            Several,
        ];
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
        return new([.. paths.Take(_world.Random.Next(2, paths.Length + 1)).Select(path => new Wish(path, _world.OneOf(Exclusive, Shared)))]);
    }

    private TimeSpan Longer(TimeSpan longest) => TimeSpan.FromMilliseconds(1) + _world.UpTo(_world.OneOf(50, longest.TotalMilliseconds - 1));
}
