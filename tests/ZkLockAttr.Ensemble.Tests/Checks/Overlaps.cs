using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>Finds holds of one lock at one time, unless both are readers'.</summary>
internal static class Overlaps
{
    public static IReadOnlyList<string> Find(IEnumerable<Hold> holds)
    {
        var found = new List<string>();
        foreach (var ofLock in holds.Where(hold => hold.Kind != HoldKind.Place).GroupBy(hold => hold.Lock))
        {
            // Those that last longest of those that began before are the only ones that need be looked at.
            Hold? longest = null;
            Hold? longestWriter = null;
            foreach (var hold in ofLock.OrderBy(hold => hold.From))
            {
                var other = hold.IsReader ? longestWriter : longest;
                if (other is not null && hold.Overlaps(other))
                {
                    found.Add($"{hold} and {other}");
                }

                longest = Longer(longest, hold);
                longestWriter = hold.IsReader ? longestWriter : Longer(longestWriter, hold);
            }
        }

        return found;
    }

    private static Hold Longer(Hold? known, Hold hold) => known is null || hold.Until > known.Until ? hold : known;
}
