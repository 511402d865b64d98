using System.Globalization;
using System.Text;

namespace ZkLockAttr.Tool.Queues;

/// <summary>
/// A lock as people name it, and its path. A name is text, as in an attribute, or is escaped already, as a handle tells it: then every <c>%</c> begins an
/// escape. What begins with <c>/</c> is a path as it is, wherever in the tree.
/// </summary>
internal sealed record LockAddress(string Name, string Path)
{
    private const int EscapeLength = 3;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads what a user names.</summary>
    /// <exception cref="ToolException">It can be no path.</exception>
    public static LockAddress Parse(string text, string root)
    {
        if (text.Length == 0)
        {
            throw ToolException.Usage("the lock's name is empty: write one, as in orders/42.");
        }

        try
        {
            return Of(PathOf(text, root), root);
        }
        catch (ArgumentException exception)
        {
            throw ToolException.Usage(exception.Message);
        }
    }

    /// <summary>Names a node below the root; the name, parsed, gives the same path.</summary>
    public static LockAddress Of(string path, string root)
    {
        var prefix = Prefix(root);
        if (!path.StartsWith(prefix, StringComparison.Ordinal) || path.Length == prefix.Length)
        {
            return new LockAddress(path, path);
        }

        var escaped = path[prefix.Length..];
        var names = new[] { Unescape(escaped), escaped }.OfType<string>();
        return new LockAddress(names.FirstOrDefault(name => LeadsTo(path, name, root)) ?? path, path);
    }

    /// <summary>The path that is meant.</summary>
    /// <exception cref="ArgumentException">It can be none.</exception>
    public static string PathOf(string text, string root)
    {
        if (text.StartsWith('/'))
        {
            // The segments are checked; what they are is taken as it is.
            LockName.FromString(text[1..]);
            return text;
        }

        var name = LockName.FromString(text).ToString();
        return Prefix(root) + (IsEscaped(text) ? text : name);
    }

    private static string Prefix(string root) => root == "/" ? root : root + "/";

    private static bool LeadsTo(string path, string name, string root)
    {
        try
        {
            return PathOf(name, root) == path;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsEscaped(string text)
    {
        var escapes = 0;
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + EscapeLength))
        {
            if (!IsEscape(text, i))
            {
                return false;
            }

            escapes++;
            if (i + EscapeLength >= text.Length)
            {
                break;
            }
        }

        return escapes > 0;
    }

    private static bool IsEscape(string text, int index) =>
        index + EscapeLength <= text.Length && char.IsAsciiHexDigitUpper(text[index + 1]) && char.IsAsciiHexDigitUpper(text[index + 2]);

    // Null where it was never escaped by us.
    private static string? Unescape(string text)
    {
        var result = new StringBuilder();
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                if (!TryFlush())
                {
                    return null;
                }

                result.Append(text[i]);
                continue;
            }

            if (!IsEscape(text, i))
            {
                return null;
            }

            bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            i += EscapeLength - 1;
        }

        return TryFlush() ? result.ToString() : null;

        bool TryFlush()
        {
            try
            {
                result.Append(Strict.GetString([.. bytes]));
                bytes.Clear();
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }
}
