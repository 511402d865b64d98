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
        yield return [.. Parameters(method).Where(GivesLocks)];
        yield return [.. Members(method, compilation).Where(GivesLocks)];
        yield return PrimaryConstructorLocks(method, compilation);
    }

    public static ISymbol? Named(string name, IMethodSymbol method, Compilation compilation) =>
        Parameters(method).Concat(Members(method, compilation)).Concat(PrimaryConstructorParameters(method))
            .FirstOrDefault(candidate => candidate.Name == name);

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

    private static IEnumerable<ISymbol> Parameters(IMethodSymbol method) => method.Parameters.Where(parameter => parameter.RefKind != RefKind.Out);

    private static IEnumerable<ISymbol> Members(IMethodSymbol method, Compilation compilation)
    {
        var within = method.ContainingType;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in Levels(within))
        {
            foreach (var member in type.GetMembers())
            {
                // An override and what it overrides, or hides, are one name.
                if (IsReadable(member)
                    && (member.IsStatic || !method.IsStatic)
                    && compilation.IsSymbolAccessibleWithin(member, within, within)
                    && seen.Add(member.Name))
                {
                    yield return member;
                }
            }
        }
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
    private static List<ISymbol> PrimaryConstructorLocks(IMethodSymbol method, Compilation compilation) =>
    [
        .. PrimaryConstructorParameters(method).Where(parameter =>
            GivesLocks(parameter)
            && !method.Parameters.Any(other => other.Name == parameter.Name)
            && !method.TypeParameters.Any(other => other.Name == parameter.Name)
            && !Members(method, compilation).Any(member => member.Name == parameter.Name)),
    ];

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
