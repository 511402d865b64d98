using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Declaration.Models;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Options;

/// <summary>Reads how long to wait, and whether Skip has something to return.</summary>
internal static class TimeoutRules
{
    public static Duration? Check(LockedMethodContext context, CallShape shape)
    {
        var attribute = context.Attribute;
        var timeout = DurationRules.Check(context, "Timeout", attribute.Timeout);
        if (attribute.SkipsOnTimeout && WhyNoSkip(context, shape) is { } reason)
        {
            context.Report(Rules.SkipNeedsTimeout, attribute.WhereArgumentIs("OnTimeout"), context.Method.Name, reason);
        }

        return timeout;
    }

    private static string? WhyNoSkip(LockedMethodContext context, CallShape shape)
    {
        if (context.Attribute.Timeout is null)
        {
            return "it has no Timeout to run out; write Timeout = \"0s\" to try once";
        }

        if (shape == CallShape.AsyncEnumerable)
        {
            return "an empty sequence could be taken for an answer; return nothing, bool or a nullable type";
        }

        return ShapeReader.ResultType(context.Method, shape) is { } result && !CanSayNotRun(result)
            ? $"the default value of its result '{TypeNames.Short(result)}' could be taken for an answer; return nothing, bool or a nullable type"
            : null;
    }

    // Where the nullable context is off a reference says nothing of null: no reason to complain.
    private static bool CanSayNotRun(ITypeSymbol result) =>
        result.SpecialType == SpecialType.System_Boolean
        || result.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || result.NullableAnnotation == NullableAnnotation.Annotated
        || result is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.None };
}
