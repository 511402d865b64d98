using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>Who held at the same time.</summary>
internal static class Company
{
    /// <summary>For each hold of a lock or semaphore: it, last, and those before it that lasted on when it began.</summary>
    public static IEnumerable<IReadOnlyList<Hold>> Of(IEnumerable<Hold> holds)
    {
        var together = new List<Hold>();
        foreach (var hold in holds.OrderBy(hold => hold.From))
        {
            together.RemoveAll(other => other.Until <= hold.From);
            together.Add(hold);
            yield return together;
        }
    }
}
