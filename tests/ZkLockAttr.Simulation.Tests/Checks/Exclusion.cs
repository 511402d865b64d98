using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.OnPaper;
using ZkLockAttr.Simulation.Tests.Processes;
using ZkLockAttr.Simulation.Tests.Strangers;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Simulation.Tests.Checks;

/// <summary>Who may have a lock at the same time: readers, or a writer alone, or as many as a semaphore counts; each with a node that stands. Other clients count, too.</summary>
internal sealed class Exclusion(World world, DataTree tree)
{
    private readonly List<Holding> _inForce = [];

    public void Check(List<Holding> holdings, IReadOnlyList<Stranger> strangers)
    {
        _inForce.Clear();
        foreach (var holding in holdings)
        {
            if (holding.IsInForce)
            {
                _inForce.Add(holding);
            }
        }

        foreach (var holding in _inForce)
        {
            foreach (var node in holding.Nodes)
            {
                Must.Hold(tree.Find(node)?.Czxid == holding.Czxid, $"a caller holds {holding.Request.Demand.DescribePaths()} at {world.Now}, but its node {node} is gone");
            }
        }

        foreach (var stranger in strangers)
        {
            if (stranger.IsInForce)
            {
                CheckWithout(stranger);
            }
        }

        for (var i = 1; i < _inForce.Count; i++)
        {
            foreach (var wish in _inForce[i].Wishes)
            {
                CheckTogether(wish, i);
            }
        }
    }

    private void CheckWithout(Stranger stranger)
    {
        foreach (var holding in _inForce)
        {
            foreach (var wish in holding.Wishes)
            {
                Must.Hold(
                    wish.Path != stranger.Path || (wish.Kind.Mode == LockMode.Shared && stranger.IsReader),
                    $"two hold {wish.Path} at {world.Now}: {Describe(holding)}, {stranger}");
            }
        }
    }

    // With all who are before it in the list.
    private void CheckTogether(Wish wish, int index)
    {
        var count = 1;
        for (var i = 0; i < index; i++)
        {
            foreach (var other in _inForce[i].Wishes)
            {
                if (other.Path == wish.Path)
                {
                    count++;
                    Must.Hold(
                        wish.Kind.Mode == LockMode.Shared && other.Kind.Mode == LockMode.Shared,
                        $"two hold {wish.Path} at {world.Now}: {Describe(_inForce[i])}, {Describe(_inForce[index])}");
                }
            }
        }

        Must.Hold(wish.Kind.MaxCount == 0 || count <= wish.Kind.MaxCount, $"{count} hold a semaphore of {wish.Kind.MaxCount} at {world.Now}");
    }

    private static string Describe(Holding holding) => $"{string.Join(", ", holding.Nodes)} {(holding.IsUsed ? "in use" : "kept from others")}";
}
