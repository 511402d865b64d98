using ZkLockAttr.OnPaper;
using ZkLockAttr.Simulation.Tests.Checks;
using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Simulation.Tests.Processes;
using ZkLockAttr.Simulation.Tests.Strangers;

namespace ZkLockAttr.Simulation.Tests;

/// <summary>What must hold behind every single event.</summary>
internal sealed class Invariants(World world, SimulatedEnsemble ensemble)
{
    private readonly List<Holding> _holdings = [];
    private readonly HashSet<long> _granted = [];
    private readonly Exclusion _exclusion = new(world, ensemble.Tree);
    private readonly Order _order = new(world, ensemble.Tree);

    public IReadOnlyList<SimulatedCaller> Callers { get; set; } = [];

    public IReadOnlyList<Stranger> Strangers { get; set; } = [];

    /// <summary>Set where nothing is disturbed.</summary>
    public Passing? Passing { get; init; }

    public int Grants { get; private set; }

    /// <summary>How many of these were of a node that another caller had before, or has too.</summary>
    public int HandOvers { get; private set; }

    /// <summary>How many locks other clients have had.</summary>
    public int StrangersGrants { get; private set; }

    /// <summary>When a lock was granted last, to whomever.</summary>
    public TimeSpan LastGrant { get; private set; }

    public void OnGranted(Holding holding)
    {
        Grants++;
        HandOvers += _granted.Add(holding.Czxid) ? 0 : 1;
        LastGrant = world.Now;
        Must.Hold(holding.Process.Lease.IsValid, $"{holding.Nodes.FirstOrDefault()} was granted at {world.Now} without a lease");

        // Granted to a session that is over, which nobody here can know: this is what those who look at the token are told by it.
        if (!holding.Process.IsRobbed)
        {
            _order.CheckGrant(holding, Callers);
            Passing?.OnGranted(holding);
            _holdings.Add(holding);
        }
    }

    public void OnStrangerGranted()
    {
        StrangersGrants++;
        LastGrant = world.Now;
    }

    public void Check()
    {
        foreach (var caller in Callers)
        {
            caller.Look();
        }

        for (var i = _holdings.Count - 1; i >= 0; i--)
        {
            if (_holdings[i] is { IsOver: true } over)
            {
                _holdings.RemoveAt(i);
                if (!_holdings.Exists(other => other.Czxid == over.Czxid))
                {
                    Passing?.OnIdle(over);
                }
            }
        }

        _exclusion.Check(_holdings, Strangers);
        foreach (var stranger in Strangers)
        {
            stranger.Check();
        }

        Passing?.Check();
    }
}
