using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Emission;

namespace ZkLockAttr.Generator.Body;

/// <summary>Reports every use of a body that goes round its lock. Only an analyzer can see this: no half could throw.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BodyBypassAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.BodyBypassed];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Generated code too: another generator's output could call a body as well as a person can.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(LockTypes.AttributeMetadataName) is null)
            {
                return;
            }

            var bodies = new BodyIndex();
            start.RegisterOperationAction(operation => AnalyzeCall(operation, bodies), OperationKind.Invocation);
            start.RegisterOperationAction(operation => AnalyzeReference(operation, bodies), OperationKind.MethodReference);
            start.RegisterOperationAction(operation => AnalyzeDynamicCall(operation, bodies), OperationKind.DynamicInvocation);
        });
    }

    private static void AnalyzeCall(OperationAnalysisContext context, BodyIndex bodies) =>
        Check(context, bodies, ((IInvocationOperation)context.Operation).TargetMethod, "calling");

    private static void AnalyzeReference(OperationAnalysisContext context, BodyIndex bodies)
    {
        if (!IsInNameOf(context.Operation))
        {
            Check(context, bodies, ((IMethodReferenceOperation)context.Operation).Method, "making a delegate of");
        }
    }

    // With a dynamic argument the body is chosen while the program runs, from these.
    private static void AnalyzeDynamicCall(OperationAnalysisContext context, BodyIndex bodies)
    {
        if (context.Operation is not { SemanticModel: { } model, Syntax: InvocationExpressionSyntax invocation })
        {
            return;
        }

        foreach (var candidate in model.GetMemberGroup(invocation.Expression, context.CancellationToken))
        {
            if (candidate is IMethodSymbol method && Check(context, bodies, method, "calling"))
            {
                return;
            }
        }
    }

    private static bool Check(OperationAnalysisContext context, BodyIndex bodies, IMethodSymbol target, string use)
    {
        if (bodies.Find(target) is not { } body
            || context.ContainingSymbol is IMethodSymbol caller && (IsHalf(caller, body) || bodies.IsOrOverrides(caller, body)))
        {
            return false;
        }

        var place = NameIn(context.Operation.Syntax);
        context.ReportDiagnostic(Diagnostic.Create(Rules.BodyBypassed, place, target.Name, body.Definitions[0].Name, use));
        return true;
    }

    // The half that this generator wrote. A half by hand is an error (ZKL0004), so nobody else can stand here.
    private static bool IsHalf(IMethodSymbol caller, LockedBody body)
    {
        var half = caller.PartialImplementationPart ?? caller;
        return half.PartialDefinitionPart is { } definition
            && body.Definitions.Contains(definition, SymbolEqualityComparer.Default)
            && half.DeclaringSyntaxReferences.All(reference => HalfFile.IsOurs(reference.SyntaxTree));
    }

    private static bool IsInNameOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static Location NameIn(SyntaxNode syntax) => syntax switch
    {
        InvocationExpressionSyntax invocation => NameIn(invocation.Expression),
        MemberAccessExpressionSyntax access => NameIn(access.Name),
        MemberBindingExpressionSyntax binding => NameIn(binding.Name),
        PrefixUnaryExpressionSyntax addressOf when addressOf.IsKind(SyntaxKind.AddressOfExpression) => NameIn(addressOf.Operand),
        SimpleNameSyntax name => name.Identifier.GetLocation(),
        _ => syntax.GetLocation(),
    };
}
