using System.Globalization;

namespace ZkLockAttr.ZooKeeper;

/// <summary>
/// Where an ensemble is: <c>host:port,host:port/chroot</c>. The port is 2181 where it is left out; IPv6 addresses stand in brackets.
/// </summary>
public sealed record ConnectionString
{
    private const int DefaultPort = 2181;

    private ConnectionString(IReadOnlyList<(string Host, int Port)> servers, string chroot)
    {
        Servers = servers;
        Chroot = chroot;
    }

    /// <summary>The servers, in the order given.</summary>
    public IReadOnlyList<(string Host, int Port)> Servers { get; }

    /// <summary>The node below which all paths are, <c>""</c> for the root.</summary>
    public string Chroot { get; }

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="FormatException">It cannot be read; the message names the offending part.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var hosts = slash < 0 ? text : text[..slash];
        var servers = hosts.Split(',', StringSplitOptions.TrimEntries).Select(ParseServer).ToList();
        return new ConnectionString(servers, slash < 0 ? "" : ParseChroot(text[slash..].Trim()));
    }

    /// <summary>The servers and the chroot.</summary>
    public override string ToString() => string.Join(',', Servers.Select(server => NameOf(server.Host, server.Port))) + Chroot;

    /// <summary>A server as one writes it.</summary>
    internal static string NameOf(string host, int port) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";

    private static (string Host, int Port) ParseServer(string server)
    {
        if (server.Length == 0)
        {
            throw new FormatException("The ZooKeeper connection string has an empty server: write 'host:port,host:port/chroot'.");
        }

        var colon = server.LastIndexOf(':');
        var isBracketed = server[0] == '[';
        var hasPort = colon >= 0 && (!isBracketed || server[colon - 1] == ']');
        var host = hasPort ? server[..colon] : server;
        var portText = hasPort ? server[(colon + 1)..] : null;
        if (isBracketed)
        {
            if (host[^1] != ']')
            {
                throw new FormatException($"The ZooKeeper server '{server}' has an unclosed bracket: write an IPv6 address as '[::1]:2181'.");
            }

            host = host[1..^1];
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            throw new FormatException($"The ZooKeeper server '{server}' has more than one colon: write an IPv6 address as '[::1]:2181'.");
        }

        if (host.Length == 0)
        {
            throw new FormatException($"The ZooKeeper server '{server}' has no host: write 'host:port'.");
        }

        var port = DefaultPort;
        if (portText is not null && (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
        {
            throw new FormatException($"The ZooKeeper server '{server}' has the port '{portText}': write a number from 1 to 65535.");
        }

        return (host, port);
    }

    private static string ParseChroot(string chroot)
    {
        if (chroot == "/")
        {
            return "";
        }

        if (chroot[^1] == '/' || chroot.Contains("//", StringComparison.Ordinal) || chroot.Split('/').Any(segment => segment is "." or ".."))
        {
            throw new FormatException($"The chroot '{chroot}' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.");
        }

        return chroot;
    }
}
