using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;

namespace ZkLockAttr.CodeFixes.Refactorings;

/// <summary><c>using ZkLockAttr;</c>, where a file has none.</summary>
internal static class OurUsing
{
    private const string Namespace = "ZkLockAttr";
    private const string Lock = "DistributedLock";

    /// <summary>Whether the attribute can be written by its short name.</summary>
    public static bool IsThere(SemanticModel model, int position, string attribute = Lock) =>
        LookUp(model, position, attribute + "Attribute").Any(LockTypes.IsLockAttribute) && LookUp(model, position, attribute).Count == 0;

    /// <summary>Whether it could be, with the using: where another library has such names, it cannot.</summary>
    public static bool WouldHelp(SemanticModel model, int position, string attribute = Lock) =>
        LookUp(model, position, attribute + "Attribute").Count == 0
        && LookUp(model, position, attribute).Count == 0
        && LookUp(model, position, "IDistributedLocks").Count == 0;

    /// <summary>What the attribute is called at a place; the using is added where it helps.</summary>
    public static string AttributeName(Edits edits, SemanticModel model, SyntaxNode place, string attribute)
    {
        if (!IsThere(model, place.SpanStart, attribute))
        {
            if (!WouldHelp(model, place.SpanStart, attribute) || place.SyntaxTree.GetRoot() is not CompilationUnitSyntax root)
            {
                return $"global::{Namespace}.{attribute}";
            }

            Add(edits, root);
        }

        return attribute;
    }

    public static void Add(Edits edits, CompilationUnitSyntax root) => UsingDirective.Add(edits, root, Namespace);

    private static List<ITypeSymbol> LookUp(SemanticModel model, int position, string name) =>
        [.. model.LookupNamespacesAndTypes(position, name: name).OfType<ITypeSymbol>()];
}
