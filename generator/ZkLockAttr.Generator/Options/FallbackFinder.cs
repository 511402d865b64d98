using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Options;

/// <summary>Finds the method that is called when the time runs out: by name, then by signature, as <c>nameof</c> names all overloads.</summary>
internal static class FallbackFinder
{
    public static IMethodSymbol? Find(IMethodSymbol definition, string name)
    {
        foreach (var member in definition.ContainingType.GetMembers(name))
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } candidate
                && !SymbolEqualityComparer.Default.Equals(candidate.PartialDefinitionPart ?? candidate, definition)
                && BodyFinder.IsCallable(definition, candidate)
                && ParameterFit.IsExact(definition, candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Whether a locked method of its type falls back on this method.</summary>
    public static bool IsFallback(IMethodSymbol method)
    {
        foreach (var member in method.ContainingType?.GetMembers() ?? [])
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } definition
                && LockTypes.FindLockAttribute(definition) is { } attribute
                && new LockAttribute(attribute).Fallback == method.Name
                && SymbolEqualityComparer.Default.Equals(Find(definition, method.Name), method))
            {
                return true;
            }
        }

        return false;
    }
}
