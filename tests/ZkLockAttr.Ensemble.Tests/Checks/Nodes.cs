using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>Finds holds that had one node and must not: in different processes, or a place of a semaphore for two callers at one time.</summary>
internal static class Nodes
{
    public static IReadOnlyList<string> FindSharedAmiss(IEnumerable<Hold> holds)
    {
        var found = new List<string>();
        foreach (var ofNode in holds.GroupBy(hold => (hold.Lock, hold.Token)))
        {
            var first = ofNode.First();
            if (ofNode.FirstOrDefault(hold => hold.Process != first.Process) is { } stranger)
            {
                found.Add($"{first} and {stranger}");
            }

            if (first.Kind == HoldKind.Place)
            {
                found.AddRange(Company.Of(ofNode).Where(together => together.Count > 1).Select(together => string.Join(" and ", together)));
            }
        }

        return found;
    }
}
