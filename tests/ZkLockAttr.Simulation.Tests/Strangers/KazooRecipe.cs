namespace ZkLockAttr.Simulation.Tests.Strangers;

/// <summary>kazoo 2.8, <c>kazoo/recipe/lock.py</c>, <c>_get_predecessor</c>, word for word.</summary>
/// <param name="mark">What stands before the number in the name of its node.</param>
/// <param name="excluded">The marks of the nodes for which it waits.</param>
internal sealed class KazooRecipe(string mark, params string[] excluded) : Recipe
{
    private const int Digits = 10;

    public override bool IsReader => !excluded.Contains(mark);

    public override string NewName(Random random) => Hex(random) + mark;

    // Where its own node is not among those that it looks for, as a reader's, it waits for the last of all: for those behind it too.
    public override string? FindPredecessor(string[] children, string own)
    {
        string? predecessor = null;
        foreach (var contender in children.Where(IsContender).OrderBy(child => child[^Digits..], StringComparer.Ordinal))
        {
            if (contender == own)
            {
                break;
            }

            predecessor = contender;
        }

        return predecessor;
    }

    private bool IsContender(string child) =>
        child.Length > Digits && Array.Exists(excluded, pattern => child[..^Digits].EndsWith(pattern, StringComparison.Ordinal));
}
