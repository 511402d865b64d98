using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Finds what the body of a locked method calls a parameter of the method.</summary>
internal static class BodyParameter
{
    public static IParameterSymbol? Of(IParameterSymbol parameter, IMethodSymbol definition) =>
        LockTypes.FindLockAttribute(definition) is { } attribute
        && BodyFinder.Find(definition, LockAttribute.BodyName(attribute, definition.Name)).Fitting.FirstOrDefault() is { } body
        && ParameterFit.Find(definition, body) is { } sources
            ? ParameterFit.InBody(parameter, body, sources)
            : null;
}
