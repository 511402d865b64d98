using System.Collections.Immutable;
using System.Globalization;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Finds what makes a name no ZooKeeper path, whatever its values are, and values that run into each other.</summary>
internal static class PathRules
{
    public static void Check(LockedMethodContext context, ImmutableArray<TemplateToken> tokens)
    {
        CheckThatValuesArePartedByText(context, tokens);
        if (WhyNoPath(tokens) is { } reason)
        {
            context.Report(Rules.NameIsNoPath, context.Attribute.WhereNameIs(), context.Method.Name, reason);
        }
    }

    private static void CheckThatValuesArePartedByText(LockedMethodContext context, ImmutableArray<TemplateToken> tokens)
    {
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i - 1].IsPlaceholder && tokens[i].IsPlaceholder)
            {
                var (left, right) = (tokens[i - 1], tokens[i]);
                var place = context.Attribute.WhereInName(left.Start, left.Length + right.Length);
                context.Report(Rules.PlaceholdersTouch, place, context.Method.Name, $"{{{left.Text}}}", $"{{{right.Text}}}");
            }
        }
    }

    private static string? WhyNoPath(ImmutableArray<TemplateToken> tokens)
    {
        // A segment that has a value is never empty, "." or "..": the runtime sees to that.
        var segment = "";
        var hasValue = false;
        var segments = 0;
        foreach (var token in tokens)
        {
            if (token.IsPlaceholder)
            {
                hasValue = true;
                continue;
            }

            foreach (var c in token.Text)
            {
                if (c == '/')
                {
                    if (WhyNoSegment(segment, hasValue, isFirst: segments == 0) is { } reason)
                    {
                        return reason;
                    }

                    segments++;
                    (segment, hasValue) = ("", false);
                }
                else if (!IsAllowed(c))
                {
                    return $"it has the character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)}, which no path can have";
                }
                else
                {
                    segment += c;
                }
            }
        }

        return segment.Length == 0 && !hasValue
            ? segments == 0 ? "it is empty" : "it ends with '/'"
            : WhyNoSegment(segment, hasValue, isFirst: segments == 0);
    }

    private static string? WhyNoSegment(string segment, bool hasValue, bool isFirst) => segment switch
    {
        _ when hasValue => null,
        "" => isFirst ? "it begins with '/'" : "it has an empty segment, '//'",
        "." or ".." => $"it has the segment '{segment}'",
        _ => null,
    };

    // As PathCharacters in the runtime has it.
    private static bool IsAllowed(char c) => c is not (<= '\u001F' or >= '\u007F' and <= '\u009F' or >= '\uD800' and <= '\uF8FF' or >= '\uFFF0');
}
