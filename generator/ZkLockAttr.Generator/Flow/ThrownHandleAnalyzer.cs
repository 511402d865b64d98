using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Reports locks that are taken by hand and that nobody can release.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrownHandleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.HandleThrownAway];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(LockTypes.AttributeMetadataName) is not null)
            {
                start.RegisterOperationAction(Analyze, OperationKind.ExpressionStatement);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        // A lambda that is one expression is a statement here too, and is written so to be called in vain, in tests.
        if (context.Operation is IExpressionStatementOperation { Syntax: ExpressionStatementSyntax } statement
            && Result(statement.Operation) is IInvocationOperation { TargetMethod: var target } call
            && target.Name is ("AcquireAsync" or "TryAcquireAsync" or "Acquire" or "TryAcquire")
            && LockTypes.IsLockProvider(target.ContainingType))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.HandleThrownAway, call.Syntax.GetLocation(), target.Name));
        }
    }

    private static IOperation Result(IOperation operation)
    {
        var value = operation is ISimpleAssignmentOperation { Target: IDiscardOperation } discard ? discard.Value : operation;
        value = OwnOperations.Unwrap(value);
        if (value is IAwaitOperation awaited)
        {
            value = OwnOperations.Unwrap(awaited.Operation);
        }

        return value is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? OwnOperations.Unwrap(task) : value;
    }
}
