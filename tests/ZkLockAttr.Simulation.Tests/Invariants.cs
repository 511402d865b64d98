using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Simulation.Tests.Processes;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Simulation.Tests;

/// <summary>What must hold behind every single event.</summary>
internal sealed class Invariants(World world, SimulatedEnsemble ensemble)
{
    private readonly Dictionary<SimulatedCaller, string> _nodes = [];
    private readonly Dictionary<string, long> _latestToken = [];

    public IReadOnlyList<SimulatedCaller> Callers { get; set; } = [];

    public int Grants { get; private set; }

    /// <summary>When a lock was granted last.</summary>
    public TimeSpan LastGrant { get; private set; }

    public void OnGranted(SimulatedCaller caller, LockHandle handle)
    {
        Grants++;
        LastGrant = world.Now;
        if (caller.Process.IsRobbed)
        {
            // Granted to a session that is over, which nobody here can know: this is what those who look at the token are told by it.
            _nodes[caller] = "";
            return;
        }

        var latest = _latestToken.GetValueOrDefault(caller.Path);
        Assert.True(handle.FencingToken > latest, $"token {handle.FencingToken} of {caller.Path} after {latest}");
        _latestToken[caller.Path] = handle.FencingToken;
        foreach (var other in Callers)
        {
            Assert.False(
                other.IsWaiting && other.Process == caller.Process && other.Path == caller.Path && other.Ticket < caller.Ticket,
                $"a caller was overtaken in its process at {world.Now}");
        }

        _nodes[caller] = CheckFirstOfQueue(caller, handle);
    }

    public void Check()
    {
        foreach (var caller in Callers)
        {
            caller.Look();
        }

        foreach (var caller in Callers)
        {
            // Where two believe it, one of them at least has no node; and the queue's first is one alone.
            if (caller.BelievesToHold == true && !caller.Process.IsRobbed && ensemble.Tree.Find(_nodes[caller])?.Czxid != caller.Handle!.FencingToken)
            {
                Assert.Fail($"a caller holds {caller.Path} at {world.Now}, but its node {_nodes[caller]} is gone");
            }
        }
    }

    private string CheckFirstOfQueue(SimulatedCaller caller, LockHandle handle)
    {
        Node? own = null;
        Node? first = null;
        foreach (var name in ensemble.Tree.Find(caller.Path)?.Children ?? [])
        {
            var node = ensemble.Tree.Find($"{caller.Path}/{name}")!;
            own = node.Czxid == handle.FencingToken ? node : own;
            first = first is null || node.Czxid < first.Czxid ? node : first;
        }

        Assert.True(own is not null && own == first, $"{caller.Path} was granted at {world.Now} to another than the first of its queue");
        return own?.Path ?? "";
    }
}
