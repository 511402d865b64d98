namespace ZkLockAttr.Generator.Naming.Models;

/// <summary>A part of a lock's name.</summary>
/// <param name="IsValue">Whether <paramref name="Text"/> is an expression, else it is literal text.</param>
/// <param name="Text">The expression or the text.</param>
/// <param name="Format">The format of the value; null for none.</param>
internal readonly record struct NamePart(bool IsValue, string Text, string? Format = null);
