using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>Tells the accessibility that an override must have.</summary>
internal static class OverrideAccessibility
{
    public static string? Of(IMethodSymbol overridden, IMethodSymbol method) => overridden.DeclaredAccessibility switch
    {
        // Seen from another assembly, "protected internal" is only protected.
        Accessibility.ProtectedOrInternal =>
            SymbolEqualityComparer.Default.Equals(overridden.ContainingAssembly, method.ContainingAssembly) ? "protected internal" : "protected",
        Accessibility.Public or Accessibility.Internal or Accessibility.Protected or Accessibility.ProtectedAndInternal =>
            SyntaxFacts.GetText(overridden.DeclaredAccessibility),
        _ => null,
    };
}
