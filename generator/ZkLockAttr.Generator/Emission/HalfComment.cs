using System.Globalization;
using ZkLockAttr.Generator.LockedMethods.Models;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.Emission;

/// <summary>Says in one line what a half does.</summary>
internal static class HalfComment
{
    public static void Write(CodeWriter writer, LockedCall call) =>
        writer.Line($"// Takes the lock {CSharpText.OneLine(call.Template)} ({Wait(call)}), runs {call.Body.Name}, releases the lock.");

    private static string Wait(LockedCall call)
    {
        if (call.Timeout is not { } timeout)
        {
            return call.CallerToken is null ? "waits as long as it takes" : "waits until it is cancelled";
        }

        var wait = timeout.Amount == 0
            ? "tries once"
            : $"waits at most {timeout.Amount.ToString(CultureInfo.InvariantCulture)} {Symbol(timeout.Unit)}";
        return call.SkipsOnTimeout ? $"{wait}, else returns without running"
            : call.Fallback is { } fallback ? $"{wait}, else calls {fallback.Name}"
            : wait;
    }

    private static string Symbol(DurationUnit unit) => unit switch
    {
        DurationUnit.Milliseconds => "ms",
        DurationUnit.Seconds => "s",
        DurationUnit.Minutes => "min",
        _ => "h",
    };
}
