using System.Collections.Concurrent;

namespace ZkLockAttr.Faults.Tests.Points;

/// <summary>Plays fault points side by side and gathers what went wrong.</summary>
internal static class Playing
{
    private const int Shown = 5;

    /// <returns>The longest that somebody waited in one of them.</returns>
    public static TimeSpan All(IReadOnlyList<FaultPoint> points)
    {
        var failures = new ConcurrentQueue<string>();
        var longest = new ConcurrentBag<TimeSpan>();
        Parallel.For(0, points.Count, () => TimeSpan.Zero, (i, _, longestHere) =>
        {
            try
            {
                var wait = points[i].Run().LongestWait;
                return wait > longestHere ? wait : longestHere;
            }
            catch (Exception exception)
            {
                failures.Enqueue($"ZKLOCK_FAULT_POINT='{points[i]}': {exception.Message}");
                return longestHere;
            }
        }, longest.Add);

        Assert.True(failures.IsEmpty, $"{failures.Count} of {points.Count} points failed:\n{string.Join('\n', failures.Take(Shown))}");
        return longest.Max();
    }
}
