using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>Finds the files that a change of a member's or type's declaration can break.</summary>
internal static class RelatedDocuments
{
    /// <summary>Those of its type, and those that use it, override it or are overridden by it, in all projects.</summary>
    public static async Task<ImmutableArray<DocumentId>> OfAsync(ISymbol symbol, Solution solution, CancellationToken cancellationToken)
    {
        var documents = ImmutableHashSet.CreateBuilder<DocumentId>();
        Add((symbol as INamedTypeSymbol ?? symbol.ContainingType).Locations);
        foreach (var referenced in await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false))
        {
            Add(referenced.Definition.Locations);
            Add(referenced.Locations.Select(reference => reference.Location));
        }

        return [.. documents];

        void Add(IEnumerable<Location> locations)
        {
            foreach (var location in locations)
            {
                if (solution.GetDocument(location.SourceTree) is { } document and not SourceGeneratedDocument)
                {
                    documents.Add(document.Id);
                }
            }
        }
    }
}
