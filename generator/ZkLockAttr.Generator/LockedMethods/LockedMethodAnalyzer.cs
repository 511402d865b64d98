using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>Reports what is wrong with an attributed method, found by the generator's own reader. Switched off, the method throws.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockedMethodAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.ResultNotLockable,
        Rules.ParameterNotAsync,
        Rules.BodyIsIterator,
        Rules.InterfaceMethodNotPartial,
        Rules.BodyMissing,
        Rules.BodyDiffers,
        Rules.BodyIsAsyncVoid,
        Rules.BodyIsAmbiguous,
        Rules.UnknownPlaceholder,
        Rules.UnbalancedBraces,
        Rules.PlaceholderCase,
        Rules.PlaceholderNotReadable,
        Rules.PlaceholderWithoutText,
        Rules.NameIsNoPath,
        Rules.PlaceholdersTouch,
        Rules.DurationNotReadable,
        Rules.CountTooSmall,
        Rules.SkipNeedsTimeout,
        Rules.FallbackNotCallable,
        Rules.ProviderNotFound,
        Rules.ProviderIsPassedToBase,
        Rules.AmbientProvider,
        Rules.RetainNotPossible,
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
        var method = (IMethodSymbol)context.Symbol;
        if (method.MethodKind != MethodKind.Ordinary || LockTypes.FindLockAttribute(method) is not { } attribute)
        {
            return;
        }

        if (method.IsPartialDefinition)
        {
            LockedCallReader.Read(method, attribute, context.Compilation, context.CancellationToken, out var findings);
            foreach (var finding in findings)
            {
                context.ReportDiagnostic(finding.ToDiagnostic());
            }
        }
        else if (method is { IsAbstract: true, ContainingType.TypeKind: TypeKind.Interface })
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.InterfaceMethodNotPartial, method.Locations[0], method.Name, LockAttribute.ShortName(attribute)));
        }
    }
}
