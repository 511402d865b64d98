using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Reports waits for a distributed lock by somebody who holds a lock of the process.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WaitInsideLockAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.WaitsInsideLock];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(LockTypes.AttributeMetadataName) is not null)
            {
                start.RegisterOperationAction(Analyze, OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (TakesLock(call.TargetMethod) && AwaitedCall.Is(call) && ProcessLock.Around(call) is { } held)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.WaitsInsideLock, call.Syntax.GetLocation(), call.TargetMethod.Name, held));
        }
    }

    private static bool TakesLock(IMethodSymbol target) =>
        target.Name is "AcquireAsync" or "TryAcquireAsync" or "Acquire" or "TryAcquire" && LockTypes.IsLockProvider(target.ContainingType)
        || LockTypes.FindLockAttribute(target) is not null;
}
