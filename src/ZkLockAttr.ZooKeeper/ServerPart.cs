using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.ZooKeeper;

/// <summary>One server of a connection string. Errors quote nothing that could be a password: people put them in the strangest places.</summary>
internal static class ServerPart
{
    private const int DefaultPort = 2181;

    public static (string Host, int Port) Parse(string part, int number)
    {
        if (part.Length == 0)
        {
            throw Wrong(number, "is empty: write 'host:port,host:port/chroot', with one comma between servers.");
        }

        CheckCharacters(part, number);
        var (host, port) = part[0] == '[' ? SplitAddress(part, number) : SplitName(part, number);
        return (host, port is null ? DefaultPort : ParsePort(port, number));
    }

    private static void CheckCharacters(string part, int number)
    {
        foreach (var c in part)
        {
            switch (c)
            {
                case '@':
                    throw Wrong(number, "has an '@': write 'host:port', and say who the client is by the option Auth.");
                case '=' or ';' or '?' or '&':
                    throw Wrong(number, $"has a '{c}': servers are written 'host:port' with commas between them, and nothing else is set in a connection string.");
                case ' ' or '\t':
                    throw Wrong(number, "has a space in it: write a comma between servers.");
                case not ('.' or '-' or '_' or ':' or '[' or ']' or '%') when !char.IsLetterOrDigit(c):
                    throw Wrong(number, string.Create(CultureInfo.InvariantCulture, $"has the character U+{(int)c:X4}, which no host has: write 'host:port'."));
            }
        }
    }

    // [address] or [address]:port
    private static (string Host, string? Port) SplitAddress(string part, int number)
    {
        var end = part.IndexOf(']', StringComparison.Ordinal);
        if (end < 0 || (end < part.Length - 1 && part[end + 1] != ':'))
        {
            throw Wrong(number, "has a bracket that is not closed: write an IPv6 address as '[::1]:2181'.");
        }

        var host = part[1..end];
        return IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? (host, end == part.Length - 1 ? null : part[(end + 2)..])
            : throw Wrong(number, "has no IPv6 address in its brackets: write '[::1]:2181', and names without brackets.");
    }

    // name or name:port
    private static (string Host, string? Port) SplitName(string part, int number)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        if (part.AsSpan(colon + 1).Contains(':'))
        {
            throw Wrong(number, "has more than one colon: write 'host:port', and an IPv6 address as '[::1]:2181'.");
        }

        if (part.AsSpan().IndexOfAny('[', ']', '%') >= 0)
        {
            throw Wrong(number, "has a bracket or a '%' in its name: write 'host:port', and an IPv6 address as '[::1]:2181'.");
        }

        return colon switch
        {
            0 => throw Wrong(number, "has no host: write 'host:port'."),
            < 0 => (part, null),
            _ => (part[..colon], part[(colon + 1)..]),
        };
    }

    private static int ParsePort(string text, int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw Wrong(number, $"has {(text.Length == 0 ? "an empty port" : "a port that is none")}: write a number from 1 to 65535 behind the colon.");

    private static FormatException Wrong(int number, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Server {number} of the ZooKeeper connection string {what}"));
}
