using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Options;

/// <summary>Finds what a half calls when the time runs out, or says why it cannot.</summary>
internal static class FallbackRules
{
    public static IMethodSymbol? Check(LockedMethodContext context)
    {
        if (context.Attribute.Fallback is not { } name)
        {
            return null;
        }

        var fallback = FallbackFinder.Find(context.Method, name);
        if (WhyNone(context, name, fallback) is not { } reason)
        {
            return fallback;
        }

        context.Report(Rules.FallbackNotCallable, context.Attribute.WhereArgumentIs("Fallback"), context.Method.Name, name, reason);
        return null;
    }

    private static string? WhyNone(LockedMethodContext context, string name, IMethodSymbol? fallback)
    {
        var attribute = context.Attribute;
        return attribute.SkipsOnTimeout ? "it has OnTimeout.Skip too, and can do only one of them; remove one"
            : attribute.Timeout is null ? "it has no Timeout to run out; write Timeout = \"0s\" to try once"
            : fallback is null ? $"there is no such method of its signature; write '{BodyText.Expected(context.Method, name)}'"
            : new BodyIndex().Find(fallback) is { } body ? $"it is the body of '{body.Definitions[0].Name}' and would run without the lock; name another method"
            : null;
    }
}
