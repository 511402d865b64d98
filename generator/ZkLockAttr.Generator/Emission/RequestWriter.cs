using System.Globalization;
using ZkLockAttr.Generator.LockedMethods.Models;
using ZkLockAttr.Generator.Naming.Models;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.Emission;

/// <summary>Writes what a half asks for: a name where that says it all, else a request.</summary>
internal static class RequestWriter
{
    private const string NameOf = $"{CallWriter.LockedCall}.Name($\"";
    private const string Shared = ", global::ZkLockAttr.LockMode.Shared";
    private const string HandOver = "Options = global::ZkLockAttr.LockOptions.HandOver";
    private const string HandOverAlone = $" {{ {HandOver} }}";

    public static void Write(CodeWriter writer, Request request, LocalNames locals)
    {
        if (request.IsPlain)
        {
            writer.Line($"var {locals.Request} = {NameOf}{Text(request.Names[0])}\");");
            return;
        }

        // The names are evaluated in this order, each once, and all of them before anything is taken.
        var isLast = request.Names.Count == 1;
        writer.Line($"var {locals.Request} = new global::ZkLockAttr.LockRequest({NameOf}{Text(request.Names[0])}\"){Kind(request)}){Options(request)}{(isLast ? ";" : "")}");
        for (var i = 1; i < request.Names.Count; i++)
        {
            isLast = i == request.Names.Count - 1;
            writer.Line($"    .And({NameOf}{Text(request.Names[i])}\"){Kind(request)}){(isLast ? ";" : "")}");
        }
    }

    private static string Text(NameTemplate name) => string.Concat(name.Parts.Select(Interpolated));

    private static string Interpolated(NamePart part)
    {
        if (!part.IsValue)
        {
            return CSharpText.InterpolatedText(part.Text);
        }

        return part.Format is null ? $"{{{part.Text}}}" : $"{{{part.Text}:{CSharpText.InterpolationFormat(part.Format)}}}";
    }

    private static string Kind(Request request) =>
        request.IsSemaphore ? $", maxCount: {request.MaxCount.ToString(CultureInfo.InvariantCulture)}" : request.IsShared ? Shared : "";

    private static string Options(Request request)
    {
        if (request.Retain is null && request.HoldAtLeast is null)
        {
            return request.IsHandedOver ? HandOverAlone : "";
        }

        var options = request.IsHandedOver ? HandOver : "";
        options = And(options, "Retain", request.Retain);
        options = And(options, "HoldAtLeast", request.HoldAtLeast);
        return $" {{ {options} }}";
    }

    private static string And(string options, string property, Duration? duration) => duration is { } length
        ? $"{options}{(options.Length == 0 ? "" : ", ")}{property} = {CSharpText.TimeSpan(length)}"
        : options;
}
