using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>Finds where each character of a string literal's value stands in its text.</summary>
internal static class LiteralPositions
{
    /// <returns>An offset for each character, and one for the end; null for a kind of literal that cannot be followed.</returns>
    public static ImmutableArray<int>? Of(SyntaxToken token)
    {
        var (text, value) = (token.Text, token.ValueText);
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken:
                return text[0] == '@' ? Walk(text, 2, value, LengthInVerbatim) : Walk(text, 1, value, LengthInRegular);

            // A name is one line: it stands in one piece behind the quotes, however many.
            case SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken:
                var quotes = text.TakeWhile(c => c == '"').Count();
                var start = value.Length == 0 ? -1 : text.IndexOf(value, quotes, StringComparison.Ordinal);
                return start < 0 ? null : [.. Enumerable.Range(start, value.Length + 1)];
            default:
                return null;
        }
    }

    private static ImmutableArray<int>? Walk(string text, int start, string value, Func<string, int, int> lengthAt)
    {
        var positions = ImmutableArray.CreateBuilder<int>(value.Length + 1);
        var position = start;
        while (positions.Count < value.Length)
        {
            if (position >= text.Length)
            {
                return null;
            }

            positions.Add(position);
            var isPair = text[position] == '\\' && position + 1 < text.Length && text[position + 1] == 'U' && char.IsHighSurrogate(value[positions.Count - 1]);
            if (isPair && lengthAt(text, position) > 1)
            {
                // One escape, two characters.
                positions.Add(position);
            }

            position += lengthAt(text, position);
        }

        positions.Add(position);
        return positions.ToImmutable();
    }

    private static int LengthInVerbatim(string text, int position) => text[position] == '"' ? 2 : 1;

    private static int LengthInRegular(string text, int position)
    {
        if (text[position] != '\\')
        {
            return 1;
        }

        switch (text[position + 1])
        {
            case 'u':
                return 6;
            case 'U':
                return 10;
            case 'x':
                var length = 2;
                while (length < 6 && position + length < text.Length && Uri.IsHexDigit(text[position + length]))
                {
                    length++;
                }

                return length;
            default:
                return 2;
        }
    }
}
