using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body.Models;

namespace ZkLockAttr.Generator.Body;

/// <summary>
/// Fits a body's parameters to its definition's: the same in the same order, with at most one <c>LockHandle</c> more anywhere, a
/// <c>CancellationToken</c> more where the definition has none, or without the definition's token.
/// </summary>
internal static class ParameterFit
{
    private const int None = -1;

    /// <summary>Where each of the body's parameters comes from: an ordinal of the definition, or what is added.</summary>
    public readonly record struct Source(BodyArgumentKind Kind, int Ordinal);

    public static bool IsExact(IMethodSymbol definition, IMethodSymbol body) => Fit(definition, body, None, None, None) is not null;

    public static ImmutableArray<Source>? Find(IMethodSymbol definition, IMethodSymbol body)
    {
        var definitionToken = TokenOf(definition);
        foreach (var handle in Choices(body, LockTypes.IsLockHandle))
        {
            // In the order of preference: as many of the definition's parameters as possible.
            if (Fit(definition, body, handle, None, None) is { } asItIs)
            {
                return asItIs;
            }

            if (definitionToken is null)
            {
                foreach (var token in Choices(body, LockTypes.IsCancellationToken))
                {
                    if (token != None && Fit(definition, body, handle, token, None) is { } withToken)
                    {
                        return withToken;
                    }
                }
            }
            else if (Fit(definition, body, handle, None, definitionToken.Ordinal) is { } withoutToken)
            {
                return withoutToken;
            }
        }

        return null;
    }

    /// <summary>What the body calls a parameter of its definition; null where it does not get it.</summary>
    public static IParameterSymbol? InBody(IParameterSymbol parameter, IMethodSymbol body, ImmutableArray<Source> sources)
    {
        foreach (var other in body.Parameters)
        {
            if (sources[other.Ordinal] is { Kind: BodyArgumentKind.Parameter } source && source.Ordinal == parameter.Ordinal)
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>The caller's token: the last one.</summary>
    public static IParameterSymbol? TokenOf(IMethodSymbol method)
    {
        for (var i = method.Parameters.Length - 1; i >= 0; i--)
        {
            if (method.Parameters[i] is { RefKind: RefKind.None } parameter && LockTypes.IsCancellationToken(parameter.Type))
            {
                return parameter;
            }
        }

        return null;
    }

    private static IEnumerable<int> Choices(IMethodSymbol body, Func<ITypeSymbol, bool> isAdded)
    {
        yield return None;
        foreach (var parameter in body.Parameters)
        {
            if (parameter.RefKind == RefKind.None && isAdded(parameter.Type))
            {
                yield return parameter.Ordinal;
            }
        }
    }

    private static ImmutableArray<Source>? Fit(IMethodSymbol definition, IMethodSymbol body, int handle, int addedToken, int droppedToken)
    {
        var sources = ImmutableArray.CreateBuilder<Source>(body.Parameters.Length);
        var next = 0;
        foreach (var parameter in body.Parameters)
        {
            if (next == droppedToken)
            {
                next++;
            }

            if (parameter.Ordinal == handle)
            {
                sources.Add(new Source(BodyArgumentKind.LockHandle, None));
            }
            else if (parameter.Ordinal == addedToken)
            {
                sources.Add(new Source(BodyArgumentKind.LinkedToken, None));
            }
            else if (next < definition.Parameters.Length && IsSame(definition.Parameters[next], parameter))
            {
                sources.Add(new Source(BodyArgumentKind.Parameter, next++));
            }
            else
            {
                return null;
            }
        }

        if (next == droppedToken)
        {
            next++;
        }

        return next == definition.Parameters.Length ? sources.DrainToImmutable() : null;
    }

    private static bool IsSame(IParameterSymbol left, IParameterSymbol right) => left.RefKind == right.RefKind && SameType.Of(left.Type, right.Type);
}
