using ZkLockAttr.Generator.Equality;

namespace ZkLockAttr.Generator.Naming.Models;

/// <summary>The name of a lock.</summary>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Parts">The same in parts.</param>
internal sealed record NameTemplate(string Text, EquatableArray<NamePart> Parts);
