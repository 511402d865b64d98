using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Naming;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>
/// Says what could be better about an attributed method that works. Not part of the reader that the generator shares: the half does not depend on it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockedMethodAdviceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.LockHeldBetweenItems,
        Rules.EnumeratorTokenMissing,
        Rules.InterfaceMethodNotVirtual,
        Rules.BlocksThread,
        Rules.NameWithoutTypeArgument,
        Rules.BodyIsVisible,
        Rules.BodyHasDefaultValue,
        Rules.BodyWithoutToken,
        Rules.PlaceholderCanBeNull,
        Rules.PlaceholderTextDiffers,
        Rules.PlaceholderNeedsFormat,
        Rules.PlaceholderIsEnum,
        Rules.NameIsRepeated,
        Rules.WaitsForEver,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsPartialDefinition: true } method
            || LockTypes.FindLockAttribute(method) is not { } attribute)
        {
            return;
        }

        // While there is an error, advice would only stand in its way.
        if (LockedCallReader.Read(method, attribute, context.Compilation, context.CancellationToken, out _) is not { } call)
        {
            return;
        }

        var advice = new LockedMethodContext(method, attribute, context.Compilation, context.CancellationToken);
        DeclarationAdvice.Check(advice, call.Shape);
        BodyAdvice.Check(advice);
        NameAdvice.Check(advice);
        WaitAdvice.Check(advice);
        foreach (var finding in advice.Findings())
        {
            context.ReportDiagnostic(finding.ToDiagnostic());
        }
    }
}
