using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>Finds holds of one lock at one time.</summary>
internal static class Overlaps
{
    public static IReadOnlyList<string> Find(IEnumerable<Hold> holds)
    {
        var found = new List<string>();
        foreach (var ofLock in holds.GroupBy(hold => hold.Lock))
        {
            // The one that lasts longest of those that began before is the only one that need be looked at.
            Hold? longest = null;
            foreach (var hold in ofLock.OrderBy(hold => hold.From))
            {
                if (longest is not null && hold.Overlaps(longest))
                {
                    found.Add($"{hold} and {longest}");
                }

                longest = longest is null || hold.Until > longest.Until ? hold : longest;
            }
        }

        return found;
    }
}
