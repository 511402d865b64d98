using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Naming;

/// <summary>What a placeholder has come to so far.</summary>
/// <param name="Expression">As code.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsTypeParameter">Whether it is a type parameter's name.</param>
/// <param name="CanBeNull">The first part of it that can be null, as the user wrote it; null where none can.</param>
internal readonly record struct PlaceholderValue(string Expression, ITypeSymbol Type, bool IsTypeParameter = false, string? CanBeNull = null);
