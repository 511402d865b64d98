using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.Generator.Options;

/// <summary>What a half can read by name: parameters, fields and properties, parameters of the primary constructor.</summary>
internal static class ProviderCandidates
{
    /// <summary>Those that give locks, the nearest level first.</summary>
    public static IEnumerable<List<ISymbol>> ByLevel(IMethodSymbol method, Compilation compilation)
    {
        yield return ParameterLocks(method);
        yield return MemberLocks(method, compilation);
        yield return PrimaryConstructorLocks(method, compilation);
    }

    public static ISymbol? Named(string name, IMethodSymbol method, Compilation compilation) =>
        method.Parameters.FirstOrDefault(parameter => parameter.Name == name && parameter.RefKind != RefKind.Out)
        ?? Member(name, method, compilation)
        ?? PrimaryConstructorParameters(method).FirstOrDefault(parameter => parameter.Name == name);

    public static ITypeSymbol TypeOf(ISymbol candidate) => candidate switch
    {
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        _ => ((IPropertySymbol)candidate).Type,
    };

    public static string Expression(ISymbol candidate)
    {
        var name = TypeNames.Identifier(candidate.Name);
        return candidate is IParameterSymbol ? name
            : candidate.IsStatic ? $"{TypeNames.Full(candidate.ContainingType)}.{name}"
            : $"this.{name}";
    }

    /// <summary>Parameters of the primary constructor that give locks, as code.</summary>
    public static ImmutableArray<string> UnreadLocks(IMethodSymbol method, Compilation compilation) =>
        method.Parameters.Any(parameter => parameter.Name == "_")
            ? []
            : [
                .. PrimaryConstructorLocks(method, compilation)
                    .Where(parameter => !PrimaryConstructor.PassesToBase((IParameterSymbol)parameter, CancellationToken.None))
                    .Select(Expression),
            ];

    private static bool GivesLocks(ISymbol candidate) => LockTypes.IsLockProvider(TypeOf(candidate));

    // Loops rather than LINQ from here on: this runs for every method at every edit.
    private static List<ISymbol> ParameterLocks(IMethodSymbol method)
    {
        var locks = new List<ISymbol>();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.Out && GivesLocks(parameter))
            {
                locks.Add(parameter);
            }
        }

        return locks;
    }

    // An override and what it overrides, or hides, are one name.
    private static List<ISymbol> MemberLocks(IMethodSymbol method, Compilation compilation)
    {
        var locks = new List<ISymbol>();
        foreach (var type in Levels(method.ContainingType))
        {
            foreach (var member in type.GetMembers())
            {
                if (IsReadable(member) && GivesLocks(member) && SymbolEqualityComparer.Default.Equals(Member(member.Name, method, compilation), member))
                {
                    locks.Add(member);
                }
            }
        }

        return locks;
    }

    /// <summary>The nearest field or property of this name that the method can read.</summary>
    private static ISymbol? Member(string name, IMethodSymbol method, Compilation compilation)
    {
        var within = method.ContainingType;
        foreach (var type in Levels(within))
        {
            foreach (var member in type.GetMembers(name))
            {
                if (IsReadable(member) && (member.IsStatic || !method.IsStatic) && compilation.IsSymbolAccessibleWithin(member, within, within))
                {
                    return member;
                }
            }
        }

        return null;
    }

    private static bool IsReadable(ISymbol member) =>
        member is { CanBeReferencedByName: true, IsImplicitlyDeclared: false } and (IFieldSymbol or IPropertySymbol { IsIndexer: false, GetMethod: not null })
        || member is IPropertySymbol { CanBeReferencedByName: true, ContainingType.IsRecord: true, GetMethod: not null };

    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
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

    // What has the same name and stands nearer hides it.
    private static List<ISymbol> PrimaryConstructorLocks(IMethodSymbol method, Compilation compilation)
    {
        var locks = new List<ISymbol>();
        foreach (var parameter in PrimaryConstructorParameters(method))
        {
            if (GivesLocks(parameter) && !Hides(method, parameter.Name) && Member(parameter.Name, method, compilation) is null)
            {
                locks.Add(parameter);
            }
        }

        return locks;
    }

    private static bool Hides(IMethodSymbol method, string name)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Name == name)
            {
                return true;
            }
        }

        foreach (var parameter in method.TypeParameters)
        {
            if (parameter.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<ISymbol> PrimaryConstructorParameters(IMethodSymbol method)
    {
        if (method.IsStatic || method.ContainingType.IsRecord)
        {
            yield break;
        }

        foreach (var constructor in method.ContainingType.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null })
            {
                foreach (var parameter in constructor.Parameters)
                {
                    if (parameter.RefKind == RefKind.None)
                    {
                        yield return parameter;
                    }
                }
            }
        }
    }
}
