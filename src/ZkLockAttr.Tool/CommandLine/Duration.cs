using System.Globalization;

namespace ZkLockAttr.Tool.CommandLine;

/// <summary>Times as the attribute has them: an integer and <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>.</summary>
internal static class Duration
{
    // What the protocol can say in milliseconds, and more than anybody waits.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <exception cref="ToolException">It is no time, or too long.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        var number = text.TrimEnd("smh".ToCharArray());
        var unit = text[number.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        return unit > TimeSpan.Zero
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= Longest / unit
            ? count * unit
            : throw ToolException.Usage($"{option}: '{text}' is no time: write a number and its unit, as in 250ms, 5s, 2m or 1h, at most 24 days.");
    }
}
