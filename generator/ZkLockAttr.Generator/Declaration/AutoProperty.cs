using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Tells properties that are nothing but a field.</summary>
internal static class AutoProperty
{
    public static bool Is(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } associated } && SymbolEqualityComparer.Default.Equals(associated, property.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
