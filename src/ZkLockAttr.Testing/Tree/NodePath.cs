using System.Globalization;

namespace ZkLockAttr.Testing.Tree;

/// <summary>What a real server accepts as a path.</summary>
internal static class NodePath
{
    /// <summary>Whether the path may be written to. Reads take any text and do not find it.</summary>
    public static bool IsValid(string path)
    {
        if (path.Length == 0 || path[0] != '/')
        {
            return false;
        }

        if (path.Length == 1)
        {
            return true;
        }

        foreach (var segment in path.AsSpan(1).Split('/'))
        {
            if (!IsValidName(path.AsSpan(1)[segment]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The parent's path; "" for a child of the root, as the real server writes it; null if there is no slash at all.</summary>
    public static string? ParentOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? null : path[..slash];
    }

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The number that completes a sequential name, as Java's "%010d" writes it: a minus sign takes one of the ten places.</summary>
    public static string FormatSequence(int number) => number >= 0
        ? number.ToString("D10", CultureInfo.InvariantCulture)
        : "-" + (-(long)number).ToString("D9", CultureInfo.InvariantCulture);

    private static bool IsValidName(ReadOnlySpan<char> name)
    {
        if (name is "" or "." or "..")
        {
            return false;
        }

        foreach (var c in name)
        {
            if (c is <= '\u001F' or (>= '\u007F' and <= '\u009F') or (>= '\uD800' and <= '\uF8FF') or >= '\uFFF0')
            {
                return false;
            }
        }

        return true;
    }
}
