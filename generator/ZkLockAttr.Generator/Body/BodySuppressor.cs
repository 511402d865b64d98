using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.Body;

/// <summary>Silences advice about the signature of bodies and fallbacks: it is given by the locked method, and calls of it are in generated code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BodySuppressor : DiagnosticSuppressor
{
    private const string Justification = "The signature of the body or fallback of a locked method is given by that method";

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new("ZKLS0001", "CA1822", Justification), // could be static
        new("ZKLS0002", "CA1859", Justification), // could return a more concrete type
        new("ZKLS0003", "IDE0060", Justification), // unused parameter
        new("ZKLS0004", "IDE1006", Justification), // naming
        new("ZKLS0005", "VSTHRD200", Justification), // "Async" at the end of the name
        new("ZKLS0006", "CA1068", Justification), // a token before what is params on the method
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        var bodies = new BodyIndex();
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (MethodAt(diagnostic.Location, context) is { } method && (bodies.Find(method) is not null || FallbackFinder.IsFallback(method)))
            {
                var suppression = SupportedSuppressions.First(suppression => suppression.SuppressedDiagnosticId == diagnostic.Id);
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    private static IMethodSymbol? MethodAt(Location location, SuppressionAnalysisContext context)
    {
        if (location.SourceTree is not { } tree)
        {
            return null;
        }

        // The diagnostics lie on the method's name, its result or a parameter; what lies inside its statements is not ours to silence.
        var node = tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan);
        foreach (var outer in node.AncestorsAndSelf())
        {
            switch (outer)
            {
                case MethodDeclarationSyntax method:
                    return context.GetSemanticModel(tree).GetDeclaredSymbol(method, context.CancellationToken);
                case StatementSyntax or ArrowExpressionClauseSyntax:
                    return null;
            }
        }

        return null;
    }
}
