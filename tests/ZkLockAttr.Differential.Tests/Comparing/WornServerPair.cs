namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>Servers on which some nodes have had nearly 2^31 children.</summary>
public sealed class WornServerPair : ServerPair
{
    protected override IReadOnlyDictionary<string, int> Counters { get; } = new Dictionary<string, int>
    {
        ["/worn1"] = int.MaxValue - 2,
        ["/worn2"] = int.MaxValue - 1,
        ["/worn3"] = int.MaxValue - 1,
    };
}
