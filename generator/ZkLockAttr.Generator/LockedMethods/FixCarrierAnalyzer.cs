using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>Lays a hidden diagnostic where the generator reports an error, for the code fix to hang on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixCarrierAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = FixCarriers.All();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Nobody mends generated code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    // Local functions and lambdas do not come here, and have no fix.
    private static void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.MethodKind != MethodKind.Ordinary
            || LockTypes.FindLockAttribute(method) is not { } attribute
            || method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken) is not MethodDeclarationSyntax declaration)
        {
            return;
        }

        foreach (var finding in RefusalRules.Find(method, attribute, declaration))
        {
            if (FixCarriers.Of(finding.Rule) is { } carrier)
            {
                context.ReportDiagnostic(Diagnostic.Create(carrier, finding.Location, finding.Arguments[0]));
            }
        }
    }
}
