using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator;

/// <summary>The types that the generator knows, told by their full names: no look-up in the compilation, nothing allocated.</summary>
internal static class LockTypes
{
    public const string AttributeMetadataName = $"ZkLockAttr.{LockAttributeName}";

    public const string SemaphoreMetadataName = $"ZkLockAttr.{SemaphoreAttributeName}";

    private const string LockAttributeName = "DistributedLockAttribute";
    private const string SemaphoreAttributeName = "DistributedSemaphoreAttribute";

    /// <summary>Whether it marks locked methods: <c>[DistributedLock]</c> or <c>[DistributedSemaphore]</c>.</summary>
    public static bool IsLockAttribute(ITypeSymbol? type) => IsOurs(type, LockAttributeName) || IsSemaphoreAttribute(type);

    public static bool IsSemaphoreAttribute(ITypeSymbol? type) => IsOurs(type, SemaphoreAttributeName);

    public static bool IsLockHandle(ITypeSymbol type) => IsOurs(type, "LockHandle");

    public static bool IsCancellationToken(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "CancellationToken", Arity: 0 } && IsThreading(type.ContainingNamespace);

    public static bool IsTaskLike(ITypeSymbol type, string name, int arity) =>
        type is INamedTypeSymbol { ContainingNamespace.Name: "Tasks" } named && named.Name == name && named.Arity == arity
        && IsThreading(named.ContainingNamespace.ContainingNamespace);

    public static bool IsAsyncEnumerable(ITypeSymbol type) =>
        type is INamedTypeSymbol
        {
            Name: "IAsyncEnumerable",
            Arity: 1,
            ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } },
        };

    /// <summary>Whether a value of this type can be locked with: <c>IDistributedLocks</c>, or a type that implements it.</summary>
    public static bool IsLockProvider(ITypeSymbol type)
    {
        if (IsOurs(type, "IDistributedLocks"))
        {
            return true;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (IsOurs(implemented, "IDistributedLocks"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first of the attributes that mark locked methods.</summary>
    public static AttributeData? FindLockAttribute(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (IsLockAttribute(attribute.AttributeClass))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>What marks the method beside an attribute of ours; null where nothing does, as it should be.</summary>
    public static AttributeData? FindOtherLockAttribute(ISymbol symbol, AttributeData attribute)
    {
        foreach (var other in symbol.GetAttributes())
        {
            if (IsLockAttribute(other.AttributeClass) && !SymbolEqualityComparer.Default.Equals(other.AttributeClass, attribute.AttributeClass))
            {
                return other;
            }
        }

        return null;
    }

    private static bool IsOurs(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol
        {
            Arity: 0,
            ContainingType: null,
            ContainingNamespace: { Name: "ZkLockAttr", ContainingNamespace.IsGlobalNamespace: true },
        } && type.Name == name;

    private static bool IsThreading(INamespaceSymbol? space) =>
        space is { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
