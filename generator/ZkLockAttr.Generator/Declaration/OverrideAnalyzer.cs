using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Reports overrides that run without the lock of what they override.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverrideAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.OverrideDropsLock];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is IMethodSymbol { IsOverride: true, IsAbstract: false, PartialDefinitionPart: null, OverriddenMethod: { } overridden } method
            && LockTypes.FindLockAttribute(overridden) is { } attribute
            && LockTypes.FindLockAttribute(method) is null
            && !CallsBaseOrOnlyThrows(method, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.OverrideDropsLock, method.Locations[0], method.Name, LockAttribute.ShortName(attribute)));
        }
    }

    private static bool CallsBaseOrOnlyThrows(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (var reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is not MethodDeclarationSyntax syntax)
            {
                continue;
            }

            if (OnlyThrows(syntax) || CallsBase(syntax, method.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool OnlyThrows(MethodDeclarationSyntax syntax) =>
        syntax.ExpressionBody?.Expression is ThrowExpressionSyntax || syntax.Body?.Statements.FirstOrDefault() is ThrowStatementSyntax;

    private static bool CallsBase(MethodDeclarationSyntax syntax, string name)
    {
        foreach (var node in syntax.DescendantNodes())
        {
            if (node is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } access && access.Name.Identifier.ValueText == name)
            {
                return true;
            }
        }

        return false;
    }
}
