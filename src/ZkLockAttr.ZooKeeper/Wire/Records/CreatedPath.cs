using System.Globalization;

namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <summary>What the server calls a node that it has created.</summary>
internal static class CreatedPath
{
    /// <exception cref="ProtocolException">It is not the path that was asked for, with a number behind it if and only if the mode is sequential.</exception>
    public static string Read(ref JuteReader reader, string asked, CreateMode mode)
    {
        var path = reader.ReadString();
        var isSequential = mode is CreateMode.PersistentSequential or CreateMode.EphemeralSequential;
        if (path.StartsWith(asked, StringComparison.Ordinal)
            && path.AsSpan(asked.Length) is var number
            && (isSequential ? IsNumber(number) : number.IsEmpty))
        {
            return path;
        }

        throw new ProtocolException($"A node '{path}' was created where '{asked}' was asked for.");
    }

    // TryParse alone would take a '+', and zeros (U+0000) at the end.
    private static bool IsNumber(ReadOnlySpan<char> text) =>
        text.TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
