using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Flow;

namespace ZkLockAttr.Generator.Body;

/// <summary>Reads what bodies do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BodyContentAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.OverrideLocksTwice,
        Rules.StructChangesAreLost,
        Rules.BodyKeepsHandle,
        Rules.WorkOutlivesLock,
        Rules.BodyTakesItsOwnLock,
        Rules.SharedLockTakenExclusively,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(LockTypes.AttributeMetadataName) is not null)
            {
                var bodies = new BodyIndex();
                start.RegisterOperationBlockAction(block => Analyze(block, bodies));
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, BodyIndex bodies)
    {
        if (context.OwningSymbol is not IMethodSymbol method || bodies.Find(method) is not { } body)
        {
            return;
        }

        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in OwnOperations.Of(block))
            {
                var finding = BaseCallRule.Check(operation, method, body)
                    ?? StructChangeRule.Check(operation, method, body)
                    ?? HandleRule.Check(operation, method)
                    ?? OutlivingWorkRule.Check(operation, method);
                if ((finding?.ToDiagnostic() ?? OwnLockRule.Check(operation, block, method, body)) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }
}
