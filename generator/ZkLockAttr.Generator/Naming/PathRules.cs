using System.Collections.Immutable;
using System.Globalization;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Finds what makes a name no ZooKeeper path, whatever its values are, and values that run into each other.</summary>
internal static class PathRules
{
    public static void Check(LockedMethodContext context, ImmutableArray<TemplateToken> tokens, int index)
    {
        CheckThatValuesArePartedByText(context, tokens);
        if (WhyNoPath(tokens) is { } reason)
        {
            context.Report(Rules.NameIsNoPath, context.Attribute.WhereNameIs(index), context.Method.Name, reason);
        }
    }

    private static void CheckThatValuesArePartedByText(LockedMethodContext context, ImmutableArray<TemplateToken> tokens)
    {
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i - 1].IsPlaceholder && tokens[i].IsPlaceholder)
            {
                var (left, right) = (tokens[i - 1], tokens[i]);
                var place = context.Attribute.WhereInName(left.Name, left.Start, left.Length + right.Length);
                context.Report(Rules.PlaceholdersTouch, place, context.Method.Name, $"{{{left.Text}}}", $"{{{right.Text}}}");
            }
        }
    }

    private static string? WhyNoPath(ImmutableArray<TemplateToken> tokens)
    {
        // Where the last segment begins in the last literal text, and whether it has a value: then it is never empty, "." or "..", as the runtime
        // sees to that. Without a value it lies within one literal text, as only values part them.
        var (text, start, hasValue, isFirst) = ("", 0, false, true);
        foreach (var token in tokens)
        {
            if (token.IsPlaceholder)
            {
                hasValue = true;
                continue;
            }

            (text, start) = (token.Text, 0);
            foreach (var c in text)
            {
                if (!IsAllowed(c))
                {
                    return $"it has the character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)}, which no path can have";
                }
            }

            for (var slash = text.IndexOf('/'); slash >= 0; slash = text.IndexOf('/', start))
            {
                if (!hasValue && WhyNoSegment(text, start, slash, isFirst) is { } reason)
                {
                    return reason;
                }

                (start, hasValue, isFirst) = (slash + 1, false, false);
            }
        }

        return hasValue ? null
            : start < text.Length ? WhyNoSegment(text, start, text.Length, isFirst)
            : isFirst ? "it is empty" : "it ends with '/'";
    }

    private static string? WhyNoSegment(string text, int start, int end, bool isFirst) => (end - start) switch
    {
        0 => isFirst ? "it begins with '/'" : "it has an empty segment, '//'",
        1 when text[start] == '.' => "it has the segment '.'",
        2 when text[start] == '.' && text[start + 1] == '.' => "it has the segment '..'",
        _ => null,
    };

    // As PathCharacters in the runtime has it.
    private static bool IsAllowed(char c) => c is not (<= '\u001F' or >= '\u007F' and <= '\u009F' or >= '\uD800' and <= '\uF8FF' or >= '\uFFF0');
}
