using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>
/// Tells which attributes a body needs too: those that the compiler and analyzers read while they look at its statements. All others say something
/// to callers, and stand on the definition alone.
/// </summary>
internal static class BodyAttributes
{
    private static readonly HashSet<string> Needed = new(StringComparer.Ordinal)
    {
        // nullability
        "AllowNull", "DisallowNull", "MaybeNull", "NotNull", "MaybeNullWhen", "NotNullWhen", "NotNullIfNotNull", "MemberNotNull", "MemberNotNullWhen",
        "DoesNotReturn", "DoesNotReturnIf",

        // what the statements may do
        "Obsolete", "Experimental", "RequiresUnreferencedCode", "RequiresDynamicCode", "RequiresAssemblyFiles", "SupportedOSPlatform",
        "UnsupportedOSPlatform", "SuppressMessage", "UnconditionalSuppressMessage", "SkipLocalsInit",
    };

    public static SyntaxList<AttributeListSyntax> Of(SyntaxList<AttributeListSyntax> lists)
    {
        var kept = new List<AttributeListSyntax>();
        foreach (var list in lists)
        {
            var attributes = list.Attributes.Where(IsNeeded).Select(attribute => attribute.WithoutTrivia()).ToList();
            if (attributes.Count > 0)
            {
                var separators = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), attributes.Count - 1);
                kept.Add(list.WithoutTrivia().WithAttributes(SyntaxFactory.SeparatedList(attributes, separators)));
            }
        }

        return SyntaxFactory.List(kept);
    }

    private static bool IsNeeded(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        const string Suffix = "Attribute";
        return Needed.Contains(name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name);
    }
}
