using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Body;

/// <summary>Finds bodies whose signature misleads or leaves out what they need.</summary>
internal static class BodyAdvice
{
    public static void Check(LockedMethodContext context)
    {
        var definition = context.Method;
        if (BodyFinder.Find(definition, context.Attribute.BodyNameOf(definition)).Fitting.FirstOrDefault() is not { } body)
        {
            return;
        }

        if (WhoSees(body) is { } who)
        {
            context.Report(Rules.BodyIsVisible, body.Locations[0], body.Name, definition.Name, who);
        }

        foreach (var parameter in body.Parameters)
        {
            if (parameter.HasExplicitDefaultValue)
            {
                context.Report(Rules.BodyHasDefaultValue, parameter.Locations[0], parameter.Name, body.Name, definition.Name);
            }
        }

        if (ParameterFit.TokenOf(definition) is { } token
            && ParameterFit.TokenOf(body) is null
            && !body.Parameters.Any(parameter => LockTypes.IsLockHandle(parameter.Type)))
        {
            context.Report(Rules.BodyWithoutToken, body.Locations[0], definition.Name, body.Name, $"CancellationToken {token.Name}");
        }
    }

    // The accessibility of an override is given, and what a class implements cannot be private.
    private static string? WhoSees(IMethodSymbol body) => body switch
    {
        { IsOverride: true } or { ContainingType.TypeKind: TypeKind.Interface } => null,
        { DeclaredAccessibility: Accessibility.Public } => "is public",
        { DeclaredAccessibility: Accessibility.Internal } => "is internal",
        { DeclaredAccessibility: Accessibility.ProtectedOrInternal } => "is protected internal",
        _ => null,
    };
}
