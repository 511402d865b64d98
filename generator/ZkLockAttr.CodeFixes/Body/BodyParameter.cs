using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Body.Models;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Finds what a body calls a parameter of its definition.</summary>
internal static class BodyParameter
{
    public static IParameterSymbol? Of(IParameterSymbol parameter, IMethodSymbol definition)
    {
        if (LockTypes.FindLockAttribute(definition) is not { } attribute
            || BodyFinder.Find(definition, LockAttribute.BodyName(attribute, definition.Name)).Fitting.FirstOrDefault() is not { } body
            || ParameterFit.Find(definition, body) is not { } sources)
        {
            return null;
        }

        return body.Parameters.FirstOrDefault(
            other => sources[other.Ordinal] is { Kind: BodyArgumentKind.Parameter } source && source.Ordinal == parameter.Ordinal);
    }
}
