using ZkLockAttr.Generator.LockedMethods.Models;

namespace ZkLockAttr.Generator.Emission;

/// <summary>
/// Writes a half that throws. The analyzer reports the same errors, but it can be switched off, and then the method must not run unlocked.
/// </summary>
internal static class ThrowWriter
{
    public static void WriteComment(CodeWriter writer, Half half)
    {
        writer.Line("// Never runs its body, as its lock is not understood:");
        foreach (var error in half.Errors)
        {
            writer.Line($"// {CSharpText.OneLine(error)}");
        }
    }

    public static void WriteThrow(CodeWriter writer, Half half)
    {
        foreach (var locks in half.UnreadLocks)
        {
            writer.Line($"_ = {locks};");
        }

        var message = $"{half.Signature.Name} cannot run, as its lock is not understood.\n{string.Join("\n", half.Errors)}";
        writer.Line($"throw new global::System.NotSupportedException({CSharpText.Literal(message)});");
    }
}
