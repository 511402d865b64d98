using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>ZKL0306: keeps the locks that are passed to the base in a field of the type, and locks with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepLocksFix)), Shared]
public sealed class KeepLocksFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ProviderIsPassedToBase.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (_, method)
            || LockTypes.FindLockAttribute(method) is not { } data
            || Chosen(method, new LockAttribute(data), place.Compilation) is not { } parameter)
        {
            return [];
        }

        var edits = place.NewEdits();
        if (LocksField.TryAdd(edits, parameter, place.Compilation, cancellationToken) is not { } field)
        {
            return [];
        }

        if (data.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax attribute && AttributeArguments.Find(attribute, "Provider") is not null)
        {
            AttributeArguments.Set(edits, attribute, "Provider", $"nameof({field})");
        }

        // Where other code captures the parameter too, the compiler would complain of the field (CS9124).
        var related = await RelatedDocuments.OfAsync(method, document.Project.Solution, cancellationToken).ConfigureAwait(false);
        return await edits.ToRepair($"Keep '{parameter.Name}' in the field '{field}'", "Keep the locks in a field")
            .ThatSucceedAsync(document.Project.Solution, cancellationToken, related, DiagnosticSeverity.Warning)
            .ConfigureAwait(false);
    }

    // As the rule has it.
    private static IParameterSymbol? Chosen(IMethodSymbol method, LockAttribute attribute, Compilation compilation)
    {
        var chosen = attribute.Provider is { Length: > 0 } name
            ? ProviderCandidates.Named(name, method, compilation)
            : ProviderCandidates.ByLevel(method, compilation).FirstOrDefault(level => level.Count > 0)?[0];
        return chosen as IParameterSymbol;
    }
}
