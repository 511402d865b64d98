using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ZkLockAttr.Generator.Tests.Harness;

/// <summary>Code with expected diagnostics marked in it: <c>{|ZKL0001:PlaceAsync|}</c>.</summary>
internal static partial class Markup
{
    public readonly record struct Expected(string Id, string Text, TextSpan Span)
    {
        public override string ToString() => $"{Id} at '{Text}' {Span}";
    }

    public static (string Code, List<Expected> Expected) Parse(string marked)
    {
        var expected = new List<Expected>();
        var code = marked;
        while (Innermost().Match(code) is { Success: true } match)
        {
            var text = match.Groups["text"].Value;
            code = code[..match.Index] + text + code[(match.Index + match.Length)..];
            var removedBefore = match.Groups["text"].Index - match.Index;
            for (var i = 0; i < expected.Count; i++)
            {
                // An earlier find lies inside this one, or behind it.
                var old = expected[i];
                var shift = old.Span.Start > match.Index + match.Length - 1 ? match.Length - text.Length : old.Span.Start > match.Index ? removedBefore : 0;
                expected[i] = old with { Span = new TextSpan(old.Span.Start - shift, old.Span.Length) };
            }

            expected.Add(new Expected(match.Groups["id"].Value, text, new TextSpan(match.Index, text.Length)));
        }

        return (code, expected);
    }

    [GeneratedRegex(@"\{\|(?<id>[A-Z]+\d+):(?<text>(?:(?!\{\|[A-Z]+\d+:).)*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Innermost();
}
