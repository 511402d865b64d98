using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Finds the locked method that a method is, or was meant to be, the body of.</summary>
internal static class BodyOwner
{
    /// <returns>The definition; null where there is none, or several.</returns>
    public static IMethodSymbol? Of(IMethodSymbol body)
    {
        var owners = body.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(method => IsBodyOf(body, method)).ToList();
        return owners.Count == 1 ? owners[0] : null;
    }

    private static bool IsBodyOf(IMethodSymbol body, IMethodSymbol definition)
    {
        if (definition.MethodKind != MethodKind.Ordinary
            || LockTypes.FindLockAttribute(definition) is not { } attribute
            || LockAttribute.BodyName(attribute, definition.Name) != body.Name)
        {
            return false;
        }

        // As the rules have it: the first that does not fit, where none does.
        var (fitting, unfitting) = BodyFinder.Find(definition, body.Name);
        return SymbolEqualityComparer.Default.Equals(fitting.IsEmpty ? unfitting.FirstOrDefault() : fitting[0], body);
    }
}
