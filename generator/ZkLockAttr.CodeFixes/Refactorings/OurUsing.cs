using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;

namespace ZkLockAttr.CodeFixes.Refactorings;

/// <summary><c>using ZkLockAttr;</c>, where a file has none.</summary>
internal static class OurUsing
{
    private const string Namespace = "ZkLockAttr";

    /// <summary>Whether the attribute can be written by its short name.</summary>
    public static bool IsThere(SemanticModel model, int position) =>
        LookUp(model, position, "DistributedLockAttribute").Any(LockTypes.IsLockAttribute) && LookUp(model, position, "DistributedLock").Count == 0;

    /// <summary>Whether it could be, with the using: where another library has such names, it cannot.</summary>
    public static bool WouldHelp(SemanticModel model, int position) =>
        LookUp(model, position, "DistributedLockAttribute").Count == 0
        && LookUp(model, position, "DistributedLock").Count == 0
        && LookUp(model, position, "IDistributedLocks").Count == 0;

    public static void Add(Edits edits, CompilationUnitSyntax root)
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
            edits.Insert(root.SyntaxTree, position, $"using {Namespace};{lineBreak}{lineBreak}");
            return;
        }

        var previous = usings.LastOrDefault(other => !IsBehind(other)) ?? usings.LastOrDefault(other => !other.GlobalKeyword.IsKind(SyntaxKind.None));
        var text = $"using {Namespace};";
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
    private static bool IsBehind(UsingDirectiveSyntax other)
    {
        if (!other.GlobalKeyword.IsKind(SyntaxKind.None))
        {
            return false;
        }

        var name = other.NamespaceOrType.ToString();
        return other.Alias is not null
            || !other.StaticKeyword.IsKind(SyntaxKind.None)
            || name != "System" && !name.StartsWith("System.", StringComparison.Ordinal) && string.CompareOrdinal(name, Namespace) > 0;
    }

    private static List<ITypeSymbol> LookUp(SemanticModel model, int position, string name) =>
        [.. model.LookupNamespacesAndTypes(position, name: name).OfType<ITypeSymbol>()];
}
