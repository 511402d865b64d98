using System.Collections.Immutable;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Reads a name template: literal text, <c>{placeholders}</c>, and <c>{{</c>, <c>}}</c> for braces.</summary>
internal static class TemplateReader
{
    /// <param name="template">The template.</param>
    /// <param name="error">What is wrong with its braces; null where nothing is.</param>
    /// <param name="name">Which of the attribute's names it is.</param>
    public static ImmutableArray<TemplateToken> Read(string template, out TemplateError? error, int name = 0)
    {
        error = null;
        var tokens = ImmutableArray.CreateBuilder<TemplateToken>();
        var literalStart = 0;
        var i = 0;
        while (i < template.Length)
        {
            var c = template[i];
            if (c is not ('{' or '}'))
            {
                i++;
            }
            else if (i + 1 < template.Length && template[i + 1] == c)
            {
                i += 2;
            }
            else if (c == '}')
            {
                error = new TemplateError("a '}' without its '{'", i, 1);
                return [];
            }
            else
            {
                var end = template.IndexOfAny(['{', '}'], i + 1);
                if (end < 0 || template[end] == '{')
                {
                    error = new TemplateError("a '{' without its '}'", i, 1);
                    return [];
                }

                AddLiteral(i);
                var token = Placeholder(template, i, end, name);
                if (token.Text.Length == 0)
                {
                    error = new TemplateError("a placeholder without a name", token.Start, token.Length);
                    return [];
                }

                if (token.Format is "")
                {
                    error = new TemplateError("a placeholder with an empty format", token.Start, token.Length);
                    return [];
                }

                tokens.Add(token);
                i = end + 1;
                literalStart = i;
            }
        }

        AddLiteral(i);
        return tokens.DrainToImmutable();

        void AddLiteral(int end)
        {
            if (end > literalStart)
            {
                // All its braces are in pairs.
                var literal = template.Substring(literalStart, end - literalStart).Replace("{{", "{").Replace("}}", "}");
                tokens.Add(new TemplateToken(false, literal, null, literalStart, end - literalStart, name));
            }
        }
    }

    private static TemplateToken Placeholder(string template, int open, int close, int name)
    {
        var content = template.Substring(open + 1, close - open - 1);
        var colon = content.IndexOf(':');
        var path = (colon < 0 ? content : content.Substring(0, colon)).Trim();

        // C# has no format with blanks at its end (CS8088).
        var format = colon < 0 ? null : content.Substring(colon + 1).TrimEnd();
        return new TemplateToken(true, path, format, open, close - open + 1, name);
    }
}
