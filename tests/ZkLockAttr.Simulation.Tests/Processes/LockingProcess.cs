using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.Locking;
using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Telemetry;

namespace ZkLockAttr.Simulation.Tests.Processes;

/// <summary>A process that takes locks by the lock table of the product.</summary>
internal sealed class LockingProcess : SimulatedProcess
{
    public LockingProcess(World world, SimulatedEnsemble ensemble, Weather weather, DistributedLocksOptions options)
        : this(world, ensemble, weather, new LockTable(options, "/locks/", new LockCounts("", () => default), NullLogger.Instance))
    {
    }

    private LockingProcess(World world, SimulatedEnsemble ensemble, Weather weather, LockTable table)
        : base(world, ensemble, weather, table)
    {
        Table = table;
        Table.Session = this;
    }

    public LockTable Table { get; }

    /// <summary>What the next caller draws when it asks.</summary>
    public int NextTicket { get; set; }
}
