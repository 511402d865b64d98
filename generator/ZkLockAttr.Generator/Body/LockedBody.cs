using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Body;

/// <summary>A body, and the locked methods whose halves may call it; mostly one.</summary>
internal sealed class LockedBody(IMethodSymbol method, ImmutableArray<IMethodSymbol> definitions)
{
    public IMethodSymbol Method { get; } = method;

    public ImmutableArray<IMethodSymbol> Definitions { get; } = definitions;

    public LockedBody With(IMethodSymbol definition) => new(Method, Definitions.Add(definition));
}
