using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.Body;

/// <summary>Finds bodies that dispose or store the handle which their half disposes.</summary>
internal static class HandleRule
{
    public static Finding? Check(IOperation operation, IMethodSymbol method)
    {
        const string Dispose = "which its half releases when the body ends: leave that to it";
        const string Store = "which is released when the body ends: keep what you need of it, as its FencingToken";
        return operation switch
        {
            IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync", Instance: { } instance } =>
                Handle(instance, method) is { } handle ? Found(operation, method, "disposes", handle, Dispose) : null,
            IUsingOperation { Resources: { } resource } when resource is not IVariableDeclarationGroupOperation =>
                Handle(resource, method) is { } handle ? Found(resource, method, "disposes", handle, Dispose) : null,
            IVariableDeclaratorOperation { Initializer.Value: { } value } when IsOfUsing(operation) =>
                Handle(value, method) is { } handle ? Found(value, method, "disposes", handle, Dispose) : null,
            IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment =>
                Handle(assignment.Value, method) is { } handle ? Found(operation, method, "stores", handle, Store) : null,
            _ => null,
        };
    }

    private static IParameterSymbol? Handle(IOperation value, IMethodSymbol method) =>
        OwnOperations.Unwrap(value) is IParameterReferenceOperation { Parameter: var parameter }
        && LockTypes.IsLockHandle(parameter.Type)
        && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
            ? parameter
            : null;

    private static bool IsOfUsing(IOperation declarator) =>
        declarator.Parent is IVariableDeclarationOperation { Parent: IVariableDeclarationGroupOperation { Parent: IUsingOperation or IUsingDeclarationOperation } };

    private static Finding Found(IOperation operation, IMethodSymbol method, string does, IParameterSymbol handle, string why) =>
        new(Rules.BodyKeepsHandle, operation.Syntax.GetLocation(), method.Name, does, handle.Name, why);
}
