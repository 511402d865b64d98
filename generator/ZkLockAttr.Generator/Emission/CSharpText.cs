using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.Emission;

/// <summary>Text as C# writes it.</summary>
internal static class CSharpText
{
    /// <summary>A string literal with its quotes.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Text in one line: line breaks and the like are escaped, as they would end a comment.</summary>
    public static string OneLine(string text) => Inner(text).Replace("\\\"", "\"");

    /// <summary>Literal text in an interpolated string.</summary>
    public static string InterpolatedText(string text) => Inner(text).Replace("{", "{{").Replace("}", "}}");

    /// <summary>A format in an interpolated string; it has no braces.</summary>
    public static string InterpolationFormat(string format) => Inner(format);

    public static string TimeSpan(Duration duration) =>
        duration.Amount == 0
            ? "global::System.TimeSpan.Zero"
            : $"global::System.TimeSpan.From{duration.Unit}({duration.Amount.ToString(CultureInfo.InvariantCulture)})";

    private static string Inner(string text)
    {
        var literal = Literal(text);
        return literal.Substring(1, literal.Length - 2);
    }
}
