using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>ZKL0005 of a file-local type: removes its <c>file</c>, where its name is not taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveFileFix)), Shared]
public sealed class RemoveFileFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [FixCarriers.NotLockable.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (_, method)
            || FileLocal(method.ContainingType) is not { } type
            || type.ContainingNamespace.GetTypeMembers(type.Name, type.Arity).Length > 1)
        {
            return [];
        }

        var edits = place.NewEdits();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
                && declaration.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.FileKeyword)) is { RawKind: not 0 } file)
            {
                edits.Remove(file);
            }
        }

        return edits.ToRepair($"Remove 'file' from '{type.Name}'", "Remove 'file' from the type");
    }

    // Only outermost types can be.
    private static INamedTypeSymbol? FileLocal(INamedTypeSymbol? type)
    {
        while (type is { IsFileLocal: false })
        {
            type = type.ContainingType;
        }

        return type;
    }
}
