using ZkLockAttr.Generator.Equality;

namespace ZkLockAttr.Generator.Declaration.Models;

/// <summary>Where a half stands.</summary>
/// <param name="Namespace">As code; null for the global one.</param>
/// <param name="Headers"><c>partial class Orders&lt;T&gt;</c>, outermost first.</param>
/// <param name="TypeParameters">Those of all these types.</param>
internal sealed record TypeNesting(string? Namespace, EquatableArray<string> Headers, EquatableArray<string> TypeParameters);
