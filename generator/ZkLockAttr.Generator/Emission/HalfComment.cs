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
        var names = string.Join(", ", request.Names.Select(name => CSharpText.OneLine(name.Text)));
        var how = string.Join(", ", Kind(request).Append(Wait(call)));
        writer.Line($"// Takes the {what} {names} ({how}), runs {call.Body.Name}, releases the {what}{Afterwards(request)}.");
    }

    private static IEnumerable<string> Kind(Request request)
    {
        if (request.Names.Count > 1)
        {
            yield return "together";
        }

        if (request.IsSemaphore)
        {
            yield return $"one of {request.MaxCount.ToString(CultureInfo.InvariantCulture)}";
        }

        if (request.IsShared)
        {
            yield return "shared";
        }

        if (request.HoldAtLeast is { } holdAtLeast)
        {
            yield return $"held at least {Text(holdAtLeast)}";
        }
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
