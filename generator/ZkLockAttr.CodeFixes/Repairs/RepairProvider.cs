using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>A code fix that finds repairs; offering them, one by one or all at once, is the same for all.</summary>
public abstract class RepairProvider : CodeFixProvider
{
    private protected RepairProvider()
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => RepairAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var offered = new HashSet<string>();
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var repair in await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                if (offered.Add(repair.Key))
                {
                    context.RegisterCodeFix(repair.ToCodeAction(context.Document.Project.Solution), context.Diagnostics);
                }
            }
        }
    }

    /// <summary>The ways to mend this, the best first; none where nothing is certain.</summary>
    internal abstract Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);
}
