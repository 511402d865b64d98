using ZkLockAttr.OnPaper;
using ZkLockAttr.Simulation.Tests.Processes;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Simulation.Tests.Checks;

/// <summary>Who may be granted a lock: whose turn it is, in the ensemble's queue and in its process's, and with a token that comes after those before.</summary>
internal sealed class Order(World world, DataTree tree)
{
    private readonly Dictionary<string, long> _latestWriter = [];
    private readonly Dictionary<string, long> _latest = [];

    public void CheckGrant(Holding holding, IReadOnlyList<SimulatedCaller> callers)
    {
        foreach (var wish in holding.Wishes)
        {
            var ahead = 0;
            foreach (var node in QueueNodes.Of(tree, wish.Path))
            {
                ahead += node.Czxid < holding.Czxid && QueueNodes.Excludes(node, wish.Kind) ? 1 : 0;
            }

            Must.Hold(ahead < Math.Max(wish.Kind.MaxCount, 1), $"{wish.Path} was granted at {world.Now} to one with {ahead} ahead");
            if (wish.Kind.MaxCount == 0)
            {
                CheckToken(holding, wish.Path, wish.Kind.Mode == LockMode.Exclusive);
            }
        }

        if (!holding.Request.Demand.IsJoint)
        {
            CheckTurn(holding.Caller, holding.Request.Demand.FirstPath, callers);
        }
    }

    // Where callers may share a node they have one token after the other, and cannot see it.
    private void CheckToken(Holding holding, string path, bool isWriter)
    {
        var mayRepeat = holding.Request.Demand.AllowsHandOver;
        if (!mayRepeat)
        {
            Assert.Equal(holding.Czxid, holding.Handle.FencingToken);
        }

        var before = (isWriter ? _latest : _latestWriter).GetValueOrDefault(path);
        Must.Hold(
            holding.Czxid > before || (mayRepeat && holding.Czxid == before),
            $"token {holding.Czxid} of {path} after {before}");
        _latest[path] = Math.Max(holding.Czxid, _latest.GetValueOrDefault(path));
        if (isWriter)
        {
            _latestWriter[path] = holding.Czxid;
        }
    }

    private void CheckTurn(SimulatedCaller caller, string path, IReadOnlyList<SimulatedCaller> callers)
    {
        foreach (var other in callers)
        {
            Must.Hold(
                other.Process != caller.Process || other.Ticket >= caller.Ticket || !other.WaitsFor(path),
                $"a caller was overtaken in its process at {world.Now}");
        }
    }
}
