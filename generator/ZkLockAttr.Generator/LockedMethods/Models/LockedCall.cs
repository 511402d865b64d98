using ZkLockAttr.Generator.Body.Models;
using ZkLockAttr.Generator.Declaration.Models;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.LockedMethods.Models;

/// <summary>What a half does.</summary>
/// <param name="Shape">What it returns, and so how it waits.</param>
/// <param name="Request">What it asks for.</param>
/// <param name="Provider">The expression that gives the locks.</param>
/// <param name="Timeout">How long it waits; null until cancelled.</param>
/// <param name="SkipsOnTimeout">Whether it then returns instead of throwing.</param>
/// <param name="Fallback">What it then calls instead; null for nothing.</param>
/// <param name="CallerToken">The parameter that cancels the wait, as code; null where there is none.</param>
/// <param name="Body">What it runs under the lock.</param>
internal sealed record LockedCall(
    CallShape Shape,
    Request Request,
    string Provider,
    Duration? Timeout,
    bool SkipsOnTimeout,
    BodyCall? Fallback,
    string? CallerToken,
    BodyCall Body)
{
    /// <summary>Whether it has something else to do than to throw when the time runs out.</summary>
    public bool GoesOnAfterTimeout => SkipsOnTimeout || Fallback is not null;
}
