using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZkLockAttr.TestServers.Processes;

/// <summary>Asks ZooKeeper servers their four-letter words.</summary>
internal static class FourLetterWord
{
    // Far longer than an answer takes: only so that a test that has gone wrong fails rather than hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks a word and waits for the whole answer.</summary>
    public static async Task<string> AskAsync(IPEndPoint server, string word, TimeSpan? patience = null)
    {
        using var impatience = new CancellationTokenSource(patience ?? Patience);
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, impatience.Token);
        using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(word), impatience.Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(impatience.Token);
    }

    /// <summary>The last transaction that the server knows of.</summary>
    public static async Task<long> LastTransactionAsync(IPEndPoint server)
    {
        const string Begin = "Zxid: 0x";
        var line = (await AskAsync(server, "srvr")).Split('\n').Single(line => line.StartsWith(Begin, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Begin.Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>A number from <c>mntr</c>.</summary>
    public static async Task<long> MonitorAsync(IPEndPoint server, string key)
    {
        foreach (var line in (await AskAsync(server, "mntr")).Split('\n'))
        {
            if (line.Split('\t') is [var name, var value] && name == key)
            {
                return (long)double.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        throw new ArgumentException($"The server monitors no '{key}'.", nameof(key));
    }
}
