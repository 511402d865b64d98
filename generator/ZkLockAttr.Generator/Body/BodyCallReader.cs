using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body.Models;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.Generator.Body;

/// <summary>Reads how a half calls the body that was found for it.</summary>
internal static class BodyCallReader
{
    public static BodyCall Read(IMethodSymbol definition, IMethodSymbol body)
    {
        var name = TypeNames.Identifier(body.Name);

        // Type arguments are written out: inference may fail, or find other ones.
        var typeArguments = definition.TypeParameters.IsEmpty
            ? ""
            : $"<{string.Join(", ", definition.TypeParameters.Select(parameter => TypeNames.Identifier(parameter.Name)))}>";

        // A parameter of the body's name would hide it.
        var isHidden = definition.Parameters.Any(parameter => parameter.Name == body.Name);
        var qualifier = !isHidden ? "" : body.IsStatic ? TypeNames.Full(definition.ContainingType) + "." : "this.";
        return new BodyCall(name, qualifier + name + typeArguments, Arguments(definition, body));
    }

    private static ImmutableArray<BodyArgument> Arguments(IMethodSymbol definition, IMethodSymbol body)
    {
        var sources = ParameterFit.Find(definition, body) ?? [];
        var lastToken = ParameterFit.TokenOf(body)?.Ordinal;
        var arguments = ImmutableArray.CreateBuilder<BodyArgument>(sources.Length);
        for (var i = 0; i < sources.Length; i++)
        {
            arguments.Add(
                i == lastToken ? new BodyArgument(BodyArgumentKind.LinkedToken)
                : sources[i].Kind != BodyArgumentKind.Parameter ? new BodyArgument(sources[i].Kind)
                : new BodyArgument(BodyArgumentKind.Parameter, HandOn(definition.Parameters[sources[i].Ordinal])));
        }

        return arguments.MoveToImmutable();
    }

    private static string HandOn(IParameterSymbol parameter)
    {
        var name = TypeNames.Identifier(parameter.Name);
        return parameter.RefKind switch
        {
            RefKind.Ref => $"ref {name}",
            RefKind.Out => $"out {name}",
            RefKind.In or RefKind.RefReadOnlyParameter => $"in {name}",

            // A dynamic argument would choose the body while the program runs.
            _ => parameter.Type.TypeKind == TypeKind.Dynamic ? $"(object){name}" : name,
        };
    }
}
