using System.Collections.Immutable;
using System.Globalization;
using ZkLockAttr.Generator.Body.Models;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.LockedMethods.Models;
using ZkLockAttr.Generator.Naming.Models;

namespace ZkLockAttr.Generator.Options;

/// <summary>Reads what a half asks for, and whether it goes together.</summary>
internal static class RequestRules
{
    public static Request Check(LockedMethodContext context, ImmutableArray<NameTemplate> names, BodyCall? body)
    {
        var attribute = context.Attribute;
        if (attribute is { IsSemaphore: true, MaxCount: < 1 })
        {
            context.Report(
                Rules.CountTooSmall, attribute.WhereCountIs(), context.Method.Name, attribute.MaxCount.ToString(CultureInfo.InvariantCulture));
        }

        var retain = NotZero(DurationRules.Check(context, "Retain", attribute.Retain));
        if (retain is not null && WhyNoRetain(attribute, body) is { } reason)
        {
            context.Report(Rules.RetainNotPossible, attribute.WhereArgumentIs("Retain"), context.Method.Name, reason);
        }

        var holdAtLeast = NotZero(DurationRules.Check(context, "HoldAtLeast", attribute.HoldAtLeast));

        // A request for several names stands in no queue of the process, where one caller could hand over to the next.
        var isHandedOver = body is { TakesHandle: false } && names.Length == 1;
        return new Request(names, attribute.IsShared, attribute.MaxCount, isHandedOver, retain, holdAtLeast);
    }

    private static Duration? NotZero(Duration? duration) => duration is { Amount: 0 } ? null : duration;

    private static string? WhyNoRetain(LockAttribute attribute, BodyCall? body) =>
        attribute.Names.Length > 1 ? $"it takes {attribute.Names.Length} locks together, which are never kept; remove Retain, or take one lock"
        : body is { TakesHandle: true } ? $"its body '{body.Name}' takes a LockHandle, whose fencing token would be that of the call before; remove one of them"
        : null;
}
