using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Isolation;

/// <summary>Those on the majority's side of the cut.</summary>
/// <param name="Before">Holds locks before the clients under test do.</param>
/// <param name="After">Waits for the locks behind the clients under test.</param>
/// <param name="Queue">What the majority's queues look like.</param>
internal sealed record Rivals(DistributedLocks Before, DistributedLocks After, Queue Queue);
