namespace ZkLockAttr.Ensemble.Locker;

/// <summary>Draws ways to ask. Those of one kind meet on one lock, or they would seldom find their like: each lock has its favourites beside all others.</summary>
internal static class Ways
{
    private static readonly Way[] All = Enum.GetValues<Way>();

    private static readonly Way[][] Favourites =
    [
        [Way.Method],
        [Way.Shared, Way.SharedHandedOver],
        [Way.HandedOver],
        [Way.HandedOver, Way.Retained],
    ];

    /// <summary>Draws one.</summary>
    /// <param name="random">Whose chance decides.</param>
    /// <param name="index">Which of the locks is asked for.</param>
    public static Way Draw(Random random, int index) => OneOf(random.Next(2) == 0 ? All : Favourites[index % Favourites.Length], random);

    private static Way OneOf(Way[] ways, Random random) => ways[random.Next(ways.Length)];
}
