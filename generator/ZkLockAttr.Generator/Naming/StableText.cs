using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Naming;

/// <summary>
/// Tells whether a type's values have a text that names them: they can be formatted with a culture, or somebody has written a <c>ToString</c>.
/// </summary>
internal static class StableText
{
    public static string? WhyNone(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => WhyNone(nullable.TypeArguments[0]),
        { TypeKind: TypeKind.Error } or { SpecialType: SpecialType.System_String } => null,
        { TypeKind: TypeKind.Dynamic } => "whose text is not known",
        { TypeKind: TypeKind.Array } => "a collection",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } or { IsRefLikeType: true } => "which cannot be written as text",
        { TypeKind: TypeKind.Delegate } => "a delegate",
        { IsTupleType: true } => "a tuple, whose items are written with the current culture",
        ITypeParameterSymbol parameter => HasText(parameter)
            ? null
            : "which can be any type (constrain it to IFormattable, IComparable<T> or IEquatable<T>)",
        { TypeKind: TypeKind.Enum } => null,
        _ when HasInterface(type, "IFormattable") || HasOwnToString(type) => null,
        { IsRecord: true } => "a record, whose text lists all its members",
        { TypeKind: TypeKind.Interface } or { SpecialType: SpecialType.System_Object } => "whose text is not known",
        _ when HasInterface(type, "IEnumerable") => "a collection",
        _ => "whose text is only the name of its type",
    };

    private static bool HasText(ITypeParameterSymbol parameter)
    {
        foreach (var constraint in parameter.ConstraintTypes)
        {
            if (constraint is ITypeParameterSymbol other ? HasText(other) : SaysWhatItIs(constraint) || WhyNone(constraint) is null)
            {
                return true;
            }
        }

        return false;
    }

    // What the types that are used as keys have in common; string is no IFormattable.
    private static bool SaysWhatItIs(ITypeSymbol type) =>
        type.Name is "IComparable" or "IEquatable" or "IConvertible" or "Enum" && type.ContainingNamespace is { Name: "System" };

    private static bool HasInterface(ITypeSymbol type, string name)
    {
        if (type.TypeKind == TypeKind.Interface && type.Name == name)
        {
            return true;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.Name == name && implemented.ContainingNamespace.Name is "System" or "Collections")
            {
                return true;
            }
        }

        return false;
    }

    // Not those of object and ValueType, and not the one that the compiler makes for a record.
    private static bool HasOwnToString(ITypeSymbol type)
    {
        for (var current = type; current is not (null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType }); current = current.BaseType)
        {
            foreach (var member in current.GetMembers("ToString"))
            {
                if (member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true, IsImplicitlyDeclared: false })
                {
                    // A record's from another assembly is told by its attribute alone.
                    return !member.DeclaringSyntaxReferences.IsEmpty || !IsCompilerGenerated(member);
                }

                if (member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true })
                {
                    return false;
                }
            }
        }

        return false;
    }

    private static bool IsCompilerGenerated(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "CompilerGeneratedAttribute" })
            {
                return true;
            }
        }

        return false;
    }
}
