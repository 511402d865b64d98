using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>Finds holds whose fencing token is not larger than that of the holder before.</summary>
internal static class TokenOrder
{
    public static IReadOnlyList<string> FindRegressions(IEnumerable<Hold> holds)
    {
        var found = new List<string>();
        // Of a hold that was seen once only, the time is not sure: its process may have been frozen before it looked at the clock.
        foreach (var ofLock in holds.Where(hold => hold.Until > hold.From).GroupBy(hold => hold.Lock))
        {
            var inOrder = ofLock.OrderBy(hold => hold.From).ToArray();
            var regressions = inOrder.Zip(inOrder.Skip(1)).Where(pair => pair.Second.Token <= pair.First.Token);
            found.AddRange(regressions.Select(pair => $"{pair.Second} after {pair.First}"));
        }

        return found;
    }
}
