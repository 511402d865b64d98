using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.Generator.Body;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Tells whether a body can be written under its name.</summary>
internal static class BodyName
{
    public static bool IsFree(IMethodSymbol definition, string name)
    {
        var type = definition.ContainingType;
        if (!SyntaxFacts.IsValidIdentifier(name) || name == type.Name || definition.TypeParameters.Concat(type.TypeParameters).Any(other => other.Name == name))
        {
            return false;
        }

        // Inherited ones too: the body would hide them.
        for (var level = type; level is not null; level = level.BaseType)
        {
            var isInherited = !SymbolEqualityComparer.Default.Equals(level, type);
            foreach (var member in level.GetMembers(name))
            {
                if ((!isInherited || member.DeclaredAccessibility != Accessibility.Private)
                    && (member is not IMethodSymbol method || method.Arity == definition.Arity && ParameterFit.IsExact(definition, method)))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
