using ZkLockAttr.Generator.Body.Models;
using ZkLockAttr.Generator.Declaration.Models;
using ZkLockAttr.Generator.LockedMethods.Models;

namespace ZkLockAttr.Generator.Emission;

/// <summary>Writes a half that takes the lock, calls the body and releases the lock.</summary>
internal static class CallWriter
{
    public const string LockedCall = "global::ZkLockAttr.CompilerServices.LockedCall";

    public static void Write(CodeWriter writer, Half half, LockedCall call)
    {
        var locals = new LocalNames(half, call);
        var token = call.CallerToken ?? "default";

        RequestWriter.Write(writer, call.Request, locals);
        var timeout = call.Timeout is { } wait ? CSharpText.TimeSpan(wait) : "null";
        writer.Line($"var {locals.Handle} = {Await(call)}{LockedCall}.{AcquireMethod(call)}({call.Provider}, {locals.Request}, {timeout}, {token});");
        if (call.GoesOnAfterTimeout)
        {
            WriteTimeout(writer, half, call, locals);
        }

        // Not ConfigureAwait(false): the body runs where the caller is, as it would without the lock.
        writer.Line($"{Await(call)}using var {locals.Call} = new {LockedCall}({locals.Handle}, {token});");
        if (call.Shape == CallShape.AsyncEnumerable)
        {
            WriteItems(writer, call, locals);
            return;
        }

        writer.Line("try");
        using (writer.Braces())
        {
            WriteBody(writer, call, locals);
        }

        writer.Line($"catch (global::System.Exception {locals.Error}) when ({locals.Call}.Explain({locals.Error}) is {{ }} {locals.Reason})");
        using (writer.Braces())
        {
            writer.Line($"throw {locals.Reason};");
        }
    }

    private static string AcquireMethod(LockedCall call) =>
        call.Shape.IsAsync()
            ? call.GoesOnAfterTimeout ? "TryAcquireAsync" : "AcquireAsync"
            : call.GoesOnAfterTimeout ? "TryAcquire" : "Acquire";

    private static void WriteTimeout(CodeWriter writer, Half half, LockedCall call, LocalNames locals)
    {
        writer.Line($"if ({locals.Handle} is null)");
        using (writer.Braces())
        {
            if (call.Fallback is { } fallback)
            {
                // There is no lock, so there is nothing but the caller's own token.
                WriteFallback(writer, call, locals, $"{fallback.Target}({Arguments(fallback, locals, call.CallerToken!)})");
            }
            else
            {
                WriteSkip(writer, half, call);
            }
        }

        writer.Line();
    }

    private static void WriteFallback(CodeWriter writer, LockedCall call, LocalNames locals, string fallbackCall)
    {
        if (call.Shape == CallShape.AsyncEnumerable)
        {
            writer.Line($"await foreach (var {locals.Item} in {fallbackCall})");
            using (writer.Braces())
            {
                writer.Line($"yield return {locals.Item};");
            }

            writer.Line();
            writer.Line("yield break;");
        }
        else if (call.Shape.HasResult())
        {
            writer.Line($"return {Await(call)}{fallbackCall};");
        }
        else
        {
            writer.Line($"{Await(call)}{fallbackCall};");
            writer.Line("return;");
        }
    }

    // No try here: an iterator cannot yield inside of one that catches (CS1626). What the items throw is explained where they are asked for.
    private static void WriteItems(CodeWriter writer, LockedCall call, LocalNames locals)
    {
        writer.Line($"await using var {locals.Items} = {locals.Call}.Enumerate({call.Body.Target}({Arguments(call.Body, locals, $"{locals.Call}.Token")}));");
        writer.Line($"while (await {locals.Items}.MoveNextAsync())");
        using (writer.Braces())
        {
            writer.Line($"yield return {locals.Items}.Current;");
        }
    }

    private static void WriteSkip(CodeWriter writer, Half half, LockedCall call)
    {
        foreach (var parameter in half.Signature.Parameters.Where(parameter => parameter.IsOut))
        {
            writer.Line($"{parameter.Name} = default;");
        }

        writer.Line(call.Shape.HasResult() ? "return default;" : "return;");
    }

    private static void WriteBody(CodeWriter writer, LockedCall call, LocalNames locals)
    {
        var result = call.Shape.HasResult() ? $"var {locals.Result} = " : "";
        writer.Line($"{result}{Await(call)}{call.Body.Target}({Arguments(call.Body, locals, $"{locals.Call}.Token")});");
        writer.Line($"{locals.Call}.BodyReturned();");
        if (call.Shape.HasResult())
        {
            writer.Line($"return {locals.Result};");
        }
    }

    private static string Await(LockedCall call) => call.Shape.IsAsync() ? "await " : "";

    private static string Arguments(BodyCall target, LocalNames locals, string token) => string.Join(", ", target.Arguments.Select(argument => argument.Kind switch
    {
        BodyArgumentKind.LinkedToken => token,
        BodyArgumentKind.LockHandle => $"{locals.Call}.Handle",
        _ => argument.Text,
    }));
}
