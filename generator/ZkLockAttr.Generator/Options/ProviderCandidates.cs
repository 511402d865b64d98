using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Options;

/// <summary>What a half can read by name: parameters, fields and properties, parameters of the primary constructor.</summary>
internal static class ProviderCandidates
{
    /// <summary>Those that give locks, the nearest level first.</summary>
    public static IEnumerable<List<ISymbol>> ByLevel(LockedMethodContext context)
    {
        yield return [.. Parameters(context.Method).Where(GivesLocks)];
        yield return [.. Members(context).Where(GivesLocks)];
        yield return [.. PrimaryConstructorParameters(context).Where(GivesLocks)];
    }

    public static IEnumerable<ISymbol> InSight(LockedMethodContext context) =>
        Parameters(context.Method).Concat(Members(context)).Concat(PrimaryConstructorParameters(context));

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

    private static bool GivesLocks(ISymbol candidate) => LockTypes.IsLockProvider(TypeOf(candidate));

    private static IEnumerable<ISymbol> Parameters(IMethodSymbol method) => method.Parameters.Where(parameter => parameter.RefKind != RefKind.Out);

    private static IEnumerable<ISymbol> Members(LockedMethodContext context)
    {
        var within = context.Method.ContainingType;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in Levels(within))
        {
            foreach (var member in type.GetMembers())
            {
                // An override and what it overrides, or hides, are one name.
                if (IsReadable(member)
                    && (member.IsStatic || !context.Method.IsStatic)
                    && context.Compilation.IsSymbolAccessibleWithin(member, within, within)
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

    private static IEnumerable<ISymbol> PrimaryConstructorParameters(LockedMethodContext context)
    {
        var method = context.Method;
        if (method.IsStatic || method.ContainingType.IsRecord)
        {
            return [];
        }

        // What has the same name and stands nearer hides it.
        return from constructor in method.ContainingType.InstanceConstructors
               from reference in constructor.DeclaringSyntaxReferences
               where reference.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax { ParameterList: not null }
               from parameter in constructor.Parameters
               where parameter.RefKind == RefKind.None && !IsHidden(parameter, context)
               select (ISymbol)parameter;
    }

    private static bool IsHidden(IParameterSymbol parameter, LockedMethodContext context) =>
        context.Method.Parameters.Any(other => other.Name == parameter.Name)
        || context.Method.TypeParameters.Any(other => other.Name == parameter.Name)
        || Members(context).Any(member => member.Name == parameter.Name);
}
