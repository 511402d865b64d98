namespace ZkLockAttr.Testing.Tree;

/// <summary>
/// The numbers of sequential children. A number wraps to negative for requests that stand behind one another, but is stored only while it grows:
/// later requests find it stuck at its end (seen on 3.8.0).
/// </summary>
internal sealed class SequenceCounters
{
    // Only of nodes whose numbers have run past the end.
    private readonly Dictionary<Node, int> _outstanding = [];

    public int Next(Node parent) => _outstanding.TryGetValue(parent, out var number) ? number : parent.CreateCount;

    /// <summary>Counts a create, sequential or not, that was given this number.</summary>
    public void Count(Node parent, int number, long zxid)
    {
        var count = unchecked(number + 1);
        if (count > parent.CreateCount)
        {
            parent.CreateCount = count;
            parent.Pzxid = zxid;
        }
        else
        {
            _outstanding[parent] = count;
        }
    }

    public void Forget(Node parent) => _outstanding.Remove(parent);

    /// <summary>Ends what the real server calls outstanding changes: requests that were read together are prepared together.</summary>
    public void SettleBatch() => _outstanding.Clear();
}
