namespace ZkLockAttr.Simulation.Tests.Strangers;

/// <summary>Curator 5.4: <c>LockInternals</c> with the driver of the mutex or of the read and write locks.</summary>
/// <param name="mark">What stands before the number in the name of its node.</param>
/// <param name="stripped">It sorts all nodes by what follows the last of these, those without one by their whole name.</param>
/// <param name="isReader">Whether it waits for writers only.</param>
internal sealed class CuratorRecipe(string mark, string[] stripped, bool isReader) : Recipe
{
    public override bool IsReader => isReader;

    public override string NewName(Random random) => $"_c_{Hex(random)}-{mark}";

    public override string? FindPredecessor(string[] children, string own)
    {
        var sorted = children.OrderBy(SortKey, StringComparer.Ordinal).ToArray();
        var index = Array.IndexOf(sorted, own);
        if (!isReader)
        {
            return index == 0 ? null : sorted[index - 1];
        }

        var writer = Array.FindIndex(sorted, child => child.Contains("__WRIT__", StringComparison.Ordinal));
        return writer < 0 || index < writer ? null : sorted[writer];
    }

    private string SortKey(string child)
    {
        foreach (var text in stripped)
        {
            var index = child.LastIndexOf(text, StringComparison.Ordinal);
            child = index < 0 ? child : child[(index + text.Length)..];
        }

        return child;
    }
}
