using Microsoft.CodeAnalysis;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Tells whether others give the signature of a method, or rely on it: what it overrides or implements, and what overrides it.</summary>
internal static class GivenSignature
{
    public static bool Is(IMethodSymbol definition)
    {
        if (definition.IsOverride || definition.IsVirtual)
        {
            return true;
        }

        var type = definition.ContainingType;
        return type.AllInterfaces.SelectMany(implemented => implemented.GetMembers(definition.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), definition));
    }
}
