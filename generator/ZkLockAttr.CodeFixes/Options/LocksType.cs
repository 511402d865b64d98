using Microsoft.CodeAnalysis;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>Writes the type of the locks as short as the place allows.</summary>
internal static class LocksType
{
    public const string Name = "IDistributedLocks";

    public static string At(SyntaxNode node, Compilation compilation) =>
        compilation.GetTypeByMetadataName($"ZkLockAttr.{Name}") is { } type
            ? type.ToMinimalDisplayString(compilation.GetSemanticModel(node.SyntaxTree), node.SpanStart)
            : Name;
}
