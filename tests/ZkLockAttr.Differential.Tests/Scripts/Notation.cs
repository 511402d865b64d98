using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Differential.Tests.Scripts;

/// <summary>How scripts write paths, data and access control lists. Each script has a node of its own, below which its paths are.</summary>
internal sealed partial class Notation(string home)
{
    /// <summary>
    /// <c>/a</c> is below the script's own node, which is <c>/</c>; <c>~/a</c> is as it stands, <c>~</c> the empty text, <c>null</c> none at all; <c>\u0000</c> is
    /// a character by its number.
    /// </summary>
    public string? Path(string word)
    {
        var text = Escape().Replace(word, match => ((char)int.Parse(match.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        return text switch
        {
            "null" => null,
            "/" => home,
            ['~', .. var raw] => raw,
            ['/', ..] => home + text,
            _ => throw new FormatException($"'{word}' is no path: it begins with neither / nor ~."),
        };
    }

    /// <summary>Several, separated by commas; none if the option is missing.</summary>
    public string[] Paths(string? words) => words is null ? [] : [.. words.Split(',').Select(word => Path(word)!)];

    /// <summary>A path of a server's answer, as a script would write it.</summary>
    public string Write(string? path) => path switch
    {
        null => "null",
        _ when path == home => "/",
        _ when path.StartsWith(home + "/", StringComparison.Ordinal) => path[home.Length..],
        _ => "~" + path,
    };

    /// <summary><c>null</c>, <c>#100</c> for so many bytes, or the text's bytes.</summary>
    public static byte[]? Data(string? word) => word switch
    {
        null or "null" => null,
        ['#', .. var count] => new byte[int.Parse(count, CultureInfo.InvariantCulture)],
        _ => Encoding.UTF8.GetBytes(word),
    };

    /// <summary><c>open</c>, <c>empty</c>, or <c>permissions@scheme@id</c> separated by commas; an id <c>{user:password}</c> is written as its digest.</summary>
    public static AclEntry[] Acl(string? word) => word switch
    {
        null or "open" => AclEntry.Open,
        "empty" => [],
        _ => [.. word.Split(',').Select(Entry)],
    };

    private static AclEntry Entry(string word)
    {
        var parts = word.Split('@', 3);
        var id = parts[2] is ['{', .. var credentials, '}'] ? Digest(credentials) : parts[2];
        return new AclEntry(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], id);
    }

    private static string Digest(string credentials)
    {
#pragma warning disable CA5350 // The protocol's digest is SHA-1.
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes(credentials));
#pragma warning restore CA5350
        return credentials.Split(':')[0] + ":" + Convert.ToBase64String(hash);
    }

    [GeneratedRegex(@"\\u[0-9a-f]{4}")]
    private static partial Regex Escape();
}
