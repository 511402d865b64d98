using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Simulation.Tests.Asking;

/// <summary>What a caller asks for, and what it does with it.</summary>
/// <param name="Demand">The locks.</param>
/// <param name="Timeout">How long it waits; null for ever.</param>
/// <param name="Use">How long it uses the lock before it lets go.</param>
/// <param name="CancelledAfter">When it gives up waiting; null never.</param>
/// <param name="DowngradedAfter">When it lets readers in; null never.</param>
internal sealed record Request(Demand Demand, TimeSpan? Timeout, TimeSpan Use, TimeSpan? CancelledAfter, TimeSpan? DowngradedAfter);
