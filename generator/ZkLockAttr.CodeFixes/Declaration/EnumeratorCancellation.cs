using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>Writes <c>[EnumeratorCancellation]</c> as short as the place allows.</summary>
internal static class EnumeratorCancellation
{
    private const string Namespace = "System.Runtime.CompilerServices";
    private const string Name = "EnumeratorCancellation";

    /// <summary>The attribute with a blank behind it; its using is added where there is none.</summary>
    public static string Write(Edits edits, SyntaxNode place, SemanticModel model)
    {
        var attribute = LookUp(model, place, Name + "Attribute");
        if (attribute is { ContainingNamespace: var found } && found.ToDisplayString() == Namespace && LookUp(model, place, Name) is null)
        {
            return $"[{Name}] ";
        }

        if (attribute is null && LookUp(model, place, Name) is null && place.SyntaxTree.GetRoot() is CompilationUnitSyntax root)
        {
            UsingDirective.Add(edits, root, Namespace);
            return $"[{Name}] ";
        }

        return $"[global::{Namespace}.{Name}] ";
    }

    private static ISymbol? LookUp(SemanticModel model, SyntaxNode place, string name) =>
        model.LookupNamespacesAndTypes(place.SpanStart, name: name).FirstOrDefault();
}
