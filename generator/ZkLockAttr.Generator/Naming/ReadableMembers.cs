using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Looks up what a placeholder can name in a type: fields and properties, inherited ones too.</summary>
internal static class ReadableMembers
{
    /// <summary>The nearest member of this name, of whatever kind; the caller says why it cannot be read.</summary>
    public static ISymbol? Find(ITypeSymbol type, string name)
    {
        foreach (var current in Levels(type))
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol)
                {
                    return member;
                }
            }
        }

        return null;
    }

    /// <summary>The names of all members that code in <paramref name="within"/> can read.</summary>
    public static IEnumerable<string> Names(ITypeSymbol type, INamedTypeSymbol within, Compilation compilation) =>
        from current in Levels(type)
        from member in current.GetMembers()
        where member is { CanBeReferencedByName: true } and (IFieldSymbol or IPropertySymbol) && WhyNotReadable(member, type, within, compilation) is null
        select member.Name;

    public static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    public static string? WhyNotReadable(ISymbol member, ITypeSymbol type, INamedTypeSymbol within, Compilation compilation)
    {
        if (member is not (IFieldSymbol or IPropertySymbol { IsIndexer: false }))
        {
            return member is IMethodSymbol
                ? $"'{member.Name}' is a method, and a lock name calls none: write a property that gives its result"
                : $"'{member.Name}' is neither a field nor a property";
        }

        if (member.IsStatic)
        {
            return $"'{member.Name}' is static";
        }

        if (!compilation.IsSymbolAccessibleWithin(member, within, type))
        {
            return $"'{member.Name}' is not accessible from '{within.Name}'";
        }

        return member is not IPropertySymbol property ? null
            : property.GetMethod is not { } getter ? $"'{member.Name}' is write-only"
            : compilation.IsSymbolAccessibleWithin(getter, within, type) ? null
            : $"the getter of '{member.Name}' is not accessible from '{within.Name}'";
    }

    private static IEnumerable<ITypeSymbol> Levels(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                foreach (var level in Levels(constraint))
                {
                    yield return level;
                }
            }

            yield break;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var inherited in type.AllInterfaces)
            {
                yield return inherited;
            }
        }
    }
}
