using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Finds bodies that call a method which takes the lock that they run under.</summary>
internal static class OwnLockRule
{
    public static Diagnostic? Check(IOperation operation, IOperation block, IMethodSymbol method, LockedBody body)
    {
        if (operation is not IInvocationOperation call
            || !SameObject.IsCalledBy(call)
            || (SharedName(call, body) ?? RepeatedNameOf(call, block, method, body)) is not var (name, isSameName))
        {
            return null;
        }

        var target = call.TargetMethod;
        var isCertain = isSameName && body.Definitions.Length == 1 && !SameObject.MayBeOverridden(target) && IsAlwaysReached(call, block);
        return Diagnostic.Create(
            Rules.BodyTakesItsOwnLock,
            call.Syntax.GetLocation(),
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            additionalLocations: null,
            properties: null,
            method.Name,
            name,
            target.Name,
            isCertain ? " and throws LockRecursionException" : "",
            IsOwn(target, body) ? $"call '{method.Name}' itself" : "move what both need into a method without a lock");
    }

    private static (string Name, bool IsSame)? SharedName(IInvocationOperation call, LockedBody body) =>
        ConstantName.Of(call.TargetMethod) is { } taken && body.Definitions.Any(definition => ConstantName.Of(definition)?.IsSameAs(taken) == true)
            ? (taken.Name, true)
            : null;

    // A name with placeholders is the same where the method calls itself with the same values.
    private static (string Name, bool IsSame)? RepeatedNameOf(IInvocationOperation call, IOperation block, IMethodSymbol method, LockedBody body)
    {
        if (!IsOwn(call.TargetMethod, body)
            || LockTypes.FindLockAttribute(call.TargetMethod) is not { } attribute
            || new LockAttribute(attribute).Name is not { } template
            || ParameterFit.Find(call.TargetMethod.OriginalDefinition, method) is not { } sources)
        {
            return null;
        }

        var repeated = new RepeatedName(call, method, parameter => ParameterFit.InBody(parameter, method, sources), block);
        return repeated.IsCertain(template) is { } isCertain ? (template, isCertain) : null;
    }

    private static bool IsOwn(IMethodSymbol target, LockedBody body) =>
        body.Definitions.Contains(target.OriginalDefinition, SymbolEqualityComparer.Default);

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
