using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Finds bodies that call a method which takes a lock that they run under.</summary>
internal static class OwnLockRule
{
    /// <summary>A lock that is held already.</summary>
    /// <param name="Name">Its name as it is written.</param>
    /// <param name="IsSameName">Whether nothing in the name can have changed in between.</param>
    /// <param name="IsUpgrade">Whether it is held together with others, and asked for alone.</param>
    private readonly record struct TakenAgain(string Name, bool IsSameName, bool IsUpgrade);

    public static Diagnostic? Check(IOperation operation, IOperation block, IMethodSymbol method, LockedBody body)
    {
        if (operation is not IInvocationOperation call
            || !SameObject.IsCalledBy(call)
            || (ConstantNameOf(call, body) ?? RepeatedNameOf(call, block, method, body)) is not { } again)
        {
            return null;
        }

        var target = call.TargetMethod;
        var isCertain = again.IsSameName && body.Definitions.Length == 1 && !SameObject.MayBeOverridden(target);

        // Who asks for more than he has means to, under whatever condition: it never works.
        isCertain &= again.IsUpgrade || IsAlwaysReached(call, block);
        return Diagnostic.Create(
            again.IsUpgrade ? Rules.SharedLockTakenExclusively : Rules.BodyTakesItsOwnLock,
            call.Syntax.GetLocation(),
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            additionalLocations: null,
            properties: null,
            method.Name,
            again.Name,
            target.Name,
            isCertain ? " and throws LockRecursionException" : "",
            IsOwn(target, body) ? $"call '{method.Name}' itself" : "move what both need into a method without a lock");
    }

    // A name that is a lock here and a semaphore there is another mistake (ZKL0214).
    private static TakenAgain? ConstantNameOf(IInvocationOperation call, LockedBody body)
    {
        foreach (var taken in ConstantName.Of(call.TargetMethod))
        {
            foreach (var held in body.Definitions.SelectMany(definition => ConstantName.Of(definition)))
            {
                if (held.IsSameAs(taken) && held.MaxCount == taken.MaxCount)
                {
                    return new TakenAgain(taken.Name, IsSameName: true, IsUpgrade: held.IsShared && !taken.IsShared);
                }
            }
        }

        return null;
    }

    // A name with placeholders is the same where the method calls itself with the same values.
    private static TakenAgain? RepeatedNameOf(IInvocationOperation call, IOperation block, IMethodSymbol method, LockedBody body)
    {
        if (!IsOwn(call.TargetMethod, body)
            || LockTypes.FindLockAttribute(call.TargetMethod) is not { } attribute
            || ParameterFit.Find(call.TargetMethod.OriginalDefinition, method) is not { } sources)
        {
            return null;
        }

        var repeated = new RepeatedName(call, method, parameter => ParameterFit.InBody(parameter, method, sources), block);
        TakenAgain? found = null;
        foreach (var template in new LockAttribute(attribute).Names)
        {
            if (template is not null && repeated.IsCertain(template) is { } isCertain && found is not { IsSameName: true })
            {
                found = new TakenAgain(template, isCertain, IsUpgrade: false);
            }
        }

        return found;
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
