using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration.Models;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Finds changes that the body of an async locked method makes to its struct: the half works on a copy.</summary>
internal static class StructChangeRule
{
    public static Finding? Check(IOperation operation, IMethodSymbol method, LockedBody body)
    {
        if (method is not { IsStatic: false, ContainingType: { TypeKind: TypeKind.Struct } type }
            || Changed(operation) is not { } target
            || PartOfThis(target, type) is not { } name
            || body.Definitions.FirstOrDefault(definition => ShapeReader.Read(definition).IsAsync()) is not { } definition)
        {
            return null;
        }

        return new Finding(Rules.StructChangesAreLost, operation.Syntax.GetLocation(), method.Name, name, definition.Name, type.Name);
    }

    private static IOperation? Changed(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: not ITupleOperation } assignment => assignment.Target,
        IIncrementOrDecrementOperation increment => increment.Target,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
        _ => null,
    };

    // Fields of fields too, as long as they are values: an object that the struct refers to is not copied.
    private static string? PartOfThis(IOperation target, INamedTypeSymbol type) => OwnOperations.Unwrap(target) switch
    {
        IFieldReferenceOperation { Instance: { } instance } field => IsValueOfThis(instance, type) ? field.Field.Name : null,
        IPropertyReferenceOperation { Instance: { } instance } property =>
            AutoProperty.Is(property.Property) && IsValueOfThis(instance, type) ? property.Property.Name : null,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } => parameter.Name,
        _ => null,
    };

    private static bool IsValueOfThis(IOperation instance, INamedTypeSymbol type) =>
        instance is IInstanceReferenceOperation
            ? SymbolEqualityComparer.Default.Equals(instance.Type?.OriginalDefinition, type.OriginalDefinition)
            : instance is { Type.IsValueType: true } and IFieldReferenceOperation && PartOfThis(instance, type) is not null;
}
