using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Body;

/// <summary>Finds the body that a half calls, or says why there is none.</summary>
internal static class BodyRules
{
    public static IMethodSymbol? Check(LockedMethodContext context)
    {
        var definition = context.Method;
        var bodyName = context.Attribute.BodyNameOf(definition);
        var (fitting, unfitting) = BodyFinder.Find(definition, bodyName);
        if (fitting.IsEmpty)
        {
            ReportMissing(context, bodyName, unfitting.FirstOrDefault());
            return null;
        }

        if (fitting.Length > 1)
        {
            context.Report(
                Rules.BodyIsAmbiguous, context.Syntax.Identifier.GetLocation(), BodyText.Short(fitting[0]), BodyText.Short(fitting[1]), definition.Name);
            return null;
        }

        return CheckKind(context, fitting[0]) ? fitting[0] : null;
    }

    private static void ReportMissing(LockedMethodContext context, string bodyName, IMethodSymbol? nearest)
    {
        var definition = context.Method;
        var expected = BodyText.Expected(definition, bodyName);
        if (nearest is null)
        {
            var place = context.Attribute.Body is { Length: > 0 } ? context.Attribute.WhereArgumentIs("Body") : context.Syntax.Identifier.GetLocation();
            context.Report(Rules.BodyMissing, place, definition.Name, expected);
        }
        else if (nearest is { IsAsync: true, ReturnsVoid: true })
        {
            context.Report(Rules.BodyIsAsyncVoid, nearest.Locations[0], nearest.Name, definition.Name);
        }
        else
        {
            context.Report(Rules.BodyDiffers, nearest.Locations[0], nearest.Name, definition.Name, BodyDifference.Describe(definition, nearest), expected);
        }
    }

    private static bool CheckKind(LockedMethodContext context, IMethodSymbol body)
    {
        if (body is { IsAsync: true, ReturnsVoid: true })
        {
            context.Report(Rules.BodyIsAsyncVoid, body.Locations[0], body.Name, context.Method.Name);
            return false;
        }

        if (IteratorSyntax.IsIterator(body, context.CancellationToken))
        {
            context.Report(Rules.BodyIsIterator, body.Locations[0], body.Name, context.Method.Name);
            return false;
        }

        return true;
    }
}
