using System.Globalization;

namespace ZkLockAttr.Tool.CommandLine;

/// <summary>Whole numbers.</summary>
internal static class Number
{
    /// <exception cref="ToolException">It is no number, or out of range.</exception>
    public static int Parse(string option, string text, int smallest, int largest) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest
            ? number
            : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option}: '{text}' does not do: write a number from {smallest} to {largest}."));
}
