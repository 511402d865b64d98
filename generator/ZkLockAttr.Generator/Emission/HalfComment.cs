using System.Globalization;
using ZkLockAttr.Generator.LockedMethods.Models;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.Emission;

/// <summary>Says in one line what a half does.</summary>
internal static class HalfComment
{
    public static void Write(CodeWriter writer, LockedCall call)
    {
        var request = call.Request;
        var what = request.IsSemaphore ? "semaphore" : request.Names.Count == 1 ? "lock" : "locks";
        writer.Line($"// Takes the {what} {Names(request)} ({Kind(request)}{Wait(call)}), runs {call.Body.Name}, releases the {what}{Afterwards(request)}.");
    }

    private static string Names(Request request)
    {
        var names = CSharpText.OneLine(request.Names[0].Text);
        for (var i = 1; i < request.Names.Count; i++)
        {
            names = $"{names}, {CSharpText.OneLine(request.Names[i].Text)}";
        }

        return names;
    }

    private static string Kind(Request request)
    {
        var kind = request.Names.Count > 1 ? "together, " : "";
        if (request.IsSemaphore)
        {
            kind = $"{kind}one of {request.MaxCount.ToString(CultureInfo.InvariantCulture)}, ";
        }

        if (request.IsShared)
        {
            kind = $"{kind}shared, ";
        }

        return request.HoldAtLeast is { } holdAtLeast ? $"{kind}held at least {Text(holdAtLeast)}, " : kind;
    }

    private static string Wait(LockedCall call)
    {
        if (call.Timeout is not { } timeout)
        {
            return call.CallerToken is null ? "waits as long as it takes" : "waits until it is cancelled";
        }

        var wait = timeout.Amount == 0 ? "tries once" : $"waits at most {Text(timeout)}";
        return call.SkipsOnTimeout ? $"{wait}, else returns without running"
            : call.Fallback is { } fallback ? $"{wait}, else calls {fallback.Name}"
            : wait;
    }

    private static string Afterwards(Request request) =>
        request.Retain is { } retain ? $" (kept {Text(retain)} after release, while nobody else wants it)" : "";

    private static string Text(Duration duration) => $"{duration.Amount.ToString(CultureInfo.InvariantCulture)} {Symbol(duration.Unit)}";

    private static string Symbol(DurationUnit unit) => unit switch
    {
        DurationUnit.Milliseconds => "ms",
        DurationUnit.Seconds => "s",
        DurationUnit.Minutes => "min",
        _ => "h",
    };
}
