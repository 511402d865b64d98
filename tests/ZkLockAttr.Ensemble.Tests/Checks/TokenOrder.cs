using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>
/// Finds holds whose token is not larger than those before it: a writer's than everybody's, a reader's than writers'. The same token may come again only where
/// callers of one process have one node after the other; then nobody else's is between them, or it would be larger than the one behind it.
/// </summary>
internal static class TokenOrder
{
    public static IReadOnlyList<string> FindRegressions(IEnumerable<Hold> holds)
    {
        var found = new List<string>();

        // Of a hold that was seen once only, the time is not sure: its process may have been frozen before it looked at the clock.
        foreach (var ofLock in holds.Where(hold => hold.Kind != HoldKind.Place && hold.Until > hold.From).GroupBy(hold => hold.Lock))
        {
            Hold? largest = null;
            Hold? largestWriter = null;
            foreach (var hold in ofLock.OrderBy(hold => hold.From))
            {
                var before = hold.IsReader ? largestWriter : largest;
                if (before is not null && hold.Token <= before.Token && !MayHaveNodeOf(before, hold))
                {
                    found.Add($"{hold} after {before}");
                }

                largest = Larger(largest, hold);
                largestWriter = hold.IsReader ? largestWriter : Larger(largestWriter, hold);
            }
        }

        return found;
    }

    private static bool MayHaveNodeOf(Hold before, Hold hold) =>
        hold.Token == before.Token && hold.Process == before.Process && (hold.HasBeenHandedOverAfter(before) || hold.IsDowngradeOf(before));

    private static Hold Larger(Hold? known, Hold hold) => known is null || hold.Token >= known.Token ? hold : known;
}
