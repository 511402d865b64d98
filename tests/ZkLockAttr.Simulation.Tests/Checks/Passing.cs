using ZkLockAttr.OnPaper;
using ZkLockAttr.Simulation.Tests.Processes;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Simulation.Tests.Checks;

/// <summary>
/// Whether others get their turn: a node goes from caller to caller of one process only so often and so long once a contender of others stands behind it, and
/// is given up when nobody uses it. Known exactly only while nothing is disturbed, when news take no longer than their way.
/// </summary>
internal sealed class Passing(World world, DataTree tree, DistributedLocksOptions options, Weather weather)
{
    // The longest way of a message, and what a process may be late, besides what its clock may be slow.
    private static readonly TimeSpan Way = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Look = Way + Way;
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(5);

    // By the transaction that made the node: when it was granted.
    private readonly Dictionary<long, List<TimeSpan>> _grants = [];

    // Who was the last to be granted it: he says how long it may be kept.
    private readonly Dictionary<long, Holding> _latest = [];

    // Those that nobody uses, and since when.
    private readonly Dictionary<long, TimeSpan> _idle = [];

    /// <summary>A lock was granted: for the first time, or handed over.</summary>
    public void OnGranted(Holding holding)
    {
        _idle.Remove(holding.Czxid);
        if (!_latest.TryGetValue(holding.Czxid, out var latest) || latest.Ticket < holding.Ticket)
        {
            _latest[holding.Czxid] = holding;
        }

        if (!_grants.TryGetValue(holding.Czxid, out var grants))
        {
            _grants[holding.Czxid] = [world.Now];
            return;
        }

        grants.Add(world.Now);
        if (CompanySince(holding) is { } company)
        {
            var known = Later(company + Way, grants[0]);
            Must.Hold(world.Now <= known + Longest(options.HandOverTime) + Lateness, $"{holding.Nodes[0]} was handed over at {world.Now}, with others behind it since {company}");
            Must.Hold(grants.Count(grant => grant > known) <= options.HandOverLimit, $"{holding.Nodes[0]} was handed over at {world.Now} once too often");
        }
    }

    /// <summary>Nobody has any right to the node any more but his who comes next.</summary>
    public void OnIdle(Holding holding) => _idle[holding.Czxid] = world.Now;

    public void Check()
    {
        foreach (var (czxid, since) in _idle)
        {
            var holding = _latest[czxid];
            if (tree.Find(holding.Nodes[0])?.Czxid != czxid)
            {
                _idle.Remove(czxid);
            }
            else if (world.Now - since > Way + Lateness)
            {
                CheckKept(holding, since);
            }
        }
    }

    private void CheckKept(Holding holding, TimeSpan since)
    {
        var retain = holding.Request.Demand.Retain;

        // Perhaps it was kept first for the next caller, until a look at the queue had come back.
        Must.Hold(world.Now - since <= Look + Longest(retain) + Way + Lateness, $"{holding.Nodes[0]} is kept for {retain} at {world.Now}, for nobody since {since}");
        if (CompanySince(holding) is { } company)
        {
            // Told by the watch, or by a look that was under way when the last one let go.
            var known = Later(company + Way, since + Look);
            Must.Hold(world.Now <= known + Way + Lateness, $"{holding.Nodes[0]} is kept at {world.Now} with others behind it since {company}, for nobody since {since}");
        }
    }

    // Since when somebody else has stood behind it; null if nobody does.
    private TimeSpan? CompanySince(Holding holding)
    {
        TimeSpan? earliest = null;
        foreach (var wish in holding.Wishes)
        {
            foreach (var node in QueueNodes.Of(tree, wish.Path))
            {
                var created = TimeSpan.FromMilliseconds(node.Ctime);
                earliest = node.Czxid > holding.Czxid && !(earliest < created) ? created : earliest;
            }
        }

        return earliest;
    }

    // By the slowest clock.
    private TimeSpan Longest(TimeSpan time) => time / (1 - weather.ClockDrift);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
