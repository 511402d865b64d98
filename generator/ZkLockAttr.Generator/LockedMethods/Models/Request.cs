using ZkLockAttr.Generator.Equality;
using ZkLockAttr.Generator.Naming.Models;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.LockedMethods.Models;

/// <summary>What a half asks for.</summary>
/// <param name="Names">The locks, which are taken together; mostly one.</param>
/// <param name="IsShared">Whether other shared holders can have them at the same time.</param>
/// <param name="MaxCount">How many can hold the semaphore together; 0 where it is a lock.</param>
/// <param name="IsHandedOver">Whether it may come straight from the caller of this process that had it before.</param>
/// <param name="Retain">How long it is kept after its release; null for not at all.</param>
/// <param name="HoldAtLeast">How long it is taken at least; null for no longer than the body runs.</param>
internal sealed record Request(
    EquatableArray<NameTemplate> Names, bool IsShared, int MaxCount, bool IsHandedOver, Duration? Retain, Duration? HoldAtLeast)
{
    /// <summary>Whether its name says it all.</summary>
    public bool IsPlain => this is { Names.Count: 1, IsShared: false, MaxCount: 0, IsHandedOver: false, Retain: null, HoldAtLeast: null };

    public bool IsSemaphore => MaxCount > 0;
}
