using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Finds bodies that call a method which takes the lock that they run under.</summary>
internal static class OwnLockRule
{
    public static Diagnostic? Check(IOperation operation, IOperation block, IMethodSymbol method, LockedBody body)
    {
        if (operation is not IInvocationOperation call
            || !IsOnSameObject(call)
            || ConstantName.Of(call.TargetMethod) is not { } taken
            || body.Definitions.Select(ConstantName.Of).FirstOrDefault(held => held is not null && held.IsSameAs(taken)) is null)
        {
            return null;
        }

        var isCertain = body.Definitions.Length == 1 && IsAlwaysReached(call, block);
        return Diagnostic.Create(
            Rules.BodyTakesItsOwnLock,
            call.Syntax.GetLocation(),
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            additionalLocations: null,
            properties: null,
            method.Name, taken.Name, call.TargetMethod.Name, isCertain ? " and throws LockRecursionException" : "");
    }

    private static bool IsOnSameObject(IInvocationOperation call) => call.Instance switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } instance => instance.Syntax is not BaseExpressionSyntax,
        null => call.TargetMethod.IsStatic && !call.TargetMethod.Parameters.Any(parameter => LockTypes.IsLockProvider(parameter.Type)),
        _ => false,
    };

    private static bool IsAlwaysReached(IInvocationOperation call, IOperation block)
    {
        for (var parent = call.Parent; parent is not null && parent != block; parent = parent.Parent)
        {
            if (parent is not (IBlockOperation or IExpressionStatementOperation or IAwaitOperation or IReturnOperation or IArgumentOperation
                or IConversionOperation or IInvocationOperation or ISimpleAssignmentOperation or IVariableInitializerOperation
                or IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation
                or IVariableDeclaratorOperation or IVariableDeclarationOperation or IVariableDeclarationGroupOperation))
            {
                return false;
            }
        }

        // What comes before may leave the body.
        return !OwnOperations.Of(block).Any(operation =>
            operation is (IReturnOperation or IThrowOperation or IBranchOperation) && operation.Syntax.Span.End <= call.Syntax.SpanStart);
    }
}
