using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>Writes another accessibility over the one or two words that say it.</summary>
internal static class AccessibilityModifiers
{
    public static void Replace(Edits edits, MethodDeclarationSyntax declaration, string accessibility)
    {
        var isWritten = false;
        foreach (var modifier in declaration.Modifiers.Where(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind())))
        {
            if (isWritten)
            {
                edits.Remove(modifier);
            }
            else
            {
                edits.Replace(modifier.SyntaxTree!, modifier.Span, accessibility);
                isWritten = true;
            }
        }
    }
}
