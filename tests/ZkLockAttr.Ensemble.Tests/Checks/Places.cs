using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>Finds places of a semaphore that were too many at one time.</summary>
internal static class Places
{
    /// <param name="holds">Of places and locks.</param>
    /// <param name="maxCount">How many may be held at one time.</param>
    public static IReadOnlyList<string> FindCrowds(IEnumerable<Hold> holds, int maxCount)
    {
        var found = new List<string>();
        foreach (var ofSemaphore in holds.Where(hold => hold.Kind == HoldKind.Place).GroupBy(hold => hold.Lock))
        {
            foreach (var together in Company.Of(ofSemaphore))
            {
                if (together.Count > maxCount)
                {
                    found.Add(string.Join(" and ", together));
                }
            }
        }

        return found;
    }
}
