using ZkLockAttr.Generator.Equality;

namespace ZkLockAttr.Generator.LockedMethods.Models;

/// <summary>An attributed method as the generator sees it: a half, or why there is none.</summary>
internal sealed record LockedMethod(Half? Half, EquatableArray<Refusal> Refusals);
