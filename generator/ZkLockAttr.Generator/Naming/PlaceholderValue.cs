using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Naming;

/// <summary>What a placeholder has come to so far.</summary>
internal readonly record struct PlaceholderValue(string Expression, ITypeSymbol Type, bool IsTypeParameter = false);
