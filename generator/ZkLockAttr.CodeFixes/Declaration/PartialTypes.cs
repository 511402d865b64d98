using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>Makes the types around a member partial.</summary>
internal static class PartialTypes
{
    /// <returns>The names of those that were not.</returns>
    public static List<string> MakePartial(Edits edits, SyntaxNode inside)
    {
        var names = new List<string>();
        foreach (var type in inside.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                // The last of the modifiers, and for a record before "record".
                edits.Insert(type.Keyword, "partial ");
                names.Add(type.Identifier.ValueText);
            }
        }

        names.Reverse();
        return names;
    }
}
