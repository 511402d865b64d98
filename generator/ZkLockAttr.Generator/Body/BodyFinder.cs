using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Body;

/// <summary>Finds the body of a locked method among the methods of its type: by name, then by signature, as <c>nameof</c> names all overloads.</summary>
internal static class BodyFinder
{
    /// <summary>What was found.</summary>
    /// <param name="Fitting">The body; several where it is ambiguous.</param>
    /// <param name="Unfitting">Methods of its name that are nobody else's body.</param>
    public readonly record struct Result(ImmutableArray<IMethodSymbol> Fitting, ImmutableArray<IMethodSymbol> Unfitting);

    public static Result Find(IMethodSymbol definition, string bodyName)
    {
        var fitting = ImmutableArray.CreateBuilder<IMethodSymbol>(0);
        var unfitting = ImmutableArray.CreateBuilder<IMethodSymbol>(0);
        foreach (var member in definition.ContainingType.GetMembers(bodyName))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } candidate || IsHalfOf(candidate, definition))
            {
                continue;
            }

            if (!IsCallable(definition, candidate) || ParameterFit.Find(definition, candidate) is null)
            {
                unfitting.Add(candidate);
            }
            else if (ParameterFit.IsExact(definition, candidate))
            {
                return new Result([candidate], []);
            }
            else
            {
                fitting.Add(candidate);
            }
        }

        if (fitting.Count + unfitting.Count > 0)
        {
            RemoveBodiesOfOverloads(definition, bodyName, fitting, unfitting);
        }

        return new Result(fitting.ToImmutable(), unfitting.ToImmutable());
    }

    private static bool IsHalfOf(IMethodSymbol candidate, IMethodSymbol definition) =>
        SymbolEqualityComparer.Default.Equals(candidate.PartialDefinitionPart ?? candidate, definition);

    /// <summary>Whether the half of the definition can call it and hand on what it returns.</summary>
    public static bool IsCallable(IMethodSymbol definition, IMethodSymbol candidate) =>
        (candidate.IsStatic || !definition.IsStatic)
        && candidate.RefKind == definition.RefKind
        && candidate.Arity == definition.Arity
        && SameConstraints.Of(definition, candidate)
        && (candidate.ReturnsVoid == definition.ReturnsVoid)
        && (candidate.ReturnsVoid || SameType.Of(definition.ReturnType, candidate.ReturnType));

    private static void RemoveBodiesOfOverloads(
        IMethodSymbol definition,
        string bodyName,
        ImmutableArray<IMethodSymbol>.Builder fitting,
        ImmutableArray<IMethodSymbol>.Builder unfitting)
    {
        foreach (var member in definition.ContainingType.GetMembers())
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } other
                || SymbolEqualityComparer.Default.Equals(other, definition)
                || LockTypes.FindLockAttribute(other) is not { } attribute
                || LockAttribute.BodyName(attribute, other.Name) != bodyName)
            {
                continue;
            }

            Remove(fitting, other);
            Remove(unfitting, other);
        }
    }

    private static void Remove(ImmutableArray<IMethodSymbol>.Builder candidates, IMethodSymbol overload)
    {
        for (var i = candidates.Count - 1; i >= 0; i--)
        {
            if (IsCallable(overload, candidates[i]) && ParameterFit.IsExact(overload, candidates[i]))
            {
                candidates.RemoveAt(i);
            }
        }
    }
}
