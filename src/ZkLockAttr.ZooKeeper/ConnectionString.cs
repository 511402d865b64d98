namespace ZkLockAttr.ZooKeeper;

/// <summary>
/// Where an ensemble is: <c>host:port,host:port/chroot</c>. The port is 2181 where it is left out; IPv6 addresses stand in brackets.
/// </summary>
public sealed record ConnectionString
{
    private ConnectionString(IReadOnlyList<(string Host, int Port)> servers, string chroot)
    {
        Servers = servers;
        Chroot = chroot;
    }

    /// <summary>The servers, in the order given, each once.</summary>
    public IReadOnlyList<(string Host, int Port)> Servers { get; }

    /// <summary>The node below which all paths are, <c>""</c> for the root.</summary>
    public string Chroot { get; }

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="FormatException">
    /// It cannot be read. The message tells which part and what to write instead; it does not quote what may be a secret that stands where it does not belong.
    /// </exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains("://", StringComparison.Ordinal))
        {
            throw new FormatException("The ZooKeeper connection string is no URL: write 'host:port,host:port/chroot', without what stands before '://'.");
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var hosts = (slash < 0 ? text : text[..slash]).Trim();
        if (hosts.Length == 0)
        {
            throw new FormatException("The ZooKeeper connection string has no server: write 'host:port,host:port/chroot'.");
        }

        var servers = hosts.Split(',', StringSplitOptions.TrimEntries)
            .Select((server, index) => ServerPart.Parse(server, index + 1))
            .DistinctBy(server => (server.Host.ToUpperInvariant(), server.Port));
        return new ConnectionString([.. servers], slash < 0 ? "" : ParseChroot(text[slash..].Trim()));
    }

    /// <summary>The servers and the chroot.</summary>
    public override string ToString() => string.Join(',', Servers.Select(server => NameOf(server.Host, server.Port))) + Chroot;

    /// <summary>A server as one writes it.</summary>
    internal static string NameOf(string host, int port) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";

    private static string ParseChroot(string chroot)
    {
        if (chroot == "/")
        {
            return "";
        }

        if (chroot.Contains(',', StringComparison.Ordinal))
        {
            throw new FormatException($"The chroot '{chroot}' has a comma: it stands once, behind the last server, as in 'host:port,host:port/chroot'.");
        }

        if (chroot[^1] == '/' || chroot.Contains("//", StringComparison.Ordinal) || chroot.Split('/').Any(segment => segment is "." or ".."))
        {
            throw new FormatException($"The chroot '{chroot}' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.");
        }

        var forbidden = chroot.FirstOrDefault(c => !PathCharacters.IsAllowed(c));
        return forbidden == default && !chroot.Contains('\0', StringComparison.Ordinal)
            ? chroot
            : throw new FormatException($"The chroot has the character U+{(int)forbidden:X4}, which no ZooKeeper path may have: leave it out.");
    }
}
