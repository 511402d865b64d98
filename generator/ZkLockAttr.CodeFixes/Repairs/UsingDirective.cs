using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>Adds a using to a file where a person would.</summary>
internal static class UsingDirective
{
    public static void Add(Edits edits, CompilationUnitSyntax root, string name)
    {
        var lineBreak = Layout.LineBreak(root.SyntaxTree);
        var usings = root.Usings;
        if (usings.Count == 0 && root.Members.FirstOrDefault() is BaseNamespaceDeclarationSyntax { Usings.Count: > 0 } inside)
        {
            usings = inside.Usings;
        }

        if (usings.Count == 0)
        {
            // Behind a comment at the head of the file, but not between a type and its documentation.
            var first = root.Members.FirstOrDefault();
            var position = first is BaseNamespaceDeclarationSyntax ? first.SpanStart : root.Externs.Count > 0 ? root.Externs.Last().FullSpan.End : 0;
            edits.Insert(root.SyntaxTree, position, $"using {name};{lineBreak}{lineBreak}");
            return;
        }

        var previous = usings.LastOrDefault(other => !IsBehind(other, name)) ?? usings.LastOrDefault(other => !other.GlobalKeyword.IsKind(SyntaxKind.None));
        var text = $"using {name};";
        if (previous is null)
        {
            edits.Insert(usings[0].GetFirstToken(), text + lineBreak + Layout.Indent(usings[0]));
        }
        else
        {
            edits.Insert(root.SyntaxTree, Layout.EndOfLine(previous), lineBreak + Layout.Indent(previous) + text);
        }
    }

    // System first, then in the order of the alphabet; static ones and aliases stand last.
    private static bool IsBehind(UsingDirectiveSyntax other, string name)
    {
        if (!other.GlobalKeyword.IsKind(SyntaxKind.None))
        {
            return false;
        }

        var otherName = other.NamespaceOrType.ToString();
        return other.Alias is not null
            || !other.StaticKeyword.IsKind(SyntaxKind.None)
            || (IsOfSystem(otherName) == IsOfSystem(name) ? string.CompareOrdinal(otherName, name) > 0 : IsOfSystem(name));
    }

    private static bool IsOfSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
