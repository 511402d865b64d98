using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>What the locks protect: for each lock it takes writes and reads with the largest token written so far, or a larger one, and refuses all others.</summary>
internal sealed class RegisterServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentBag<Socket> _clients = [];
    private readonly Task _accepting;

    // Guarded by itself.
    private readonly Dictionary<string, long> _largest = [];
    private int _accepted;
    private int _refused;

    /// <param name="folder">Where its socket is to be.</param>
    public RegisterServer(string folder)
    {
        Path = System.IO.Path.Combine(folder, "register");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string Path { get; }

    public int Accepted => Volatile.Read(ref _accepted);

    public int Refused => Volatile.Read(ref _refused);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            using var stream = new NetworkStream(client);
            using var requests = new StreamReader(stream);
            await using var answers = new StreamWriter(stream) { AutoFlush = true };
            while (await requests.ReadLineAsync() is { } line)
            {
                var parts = line.Split(' ');
                var isAccepted = Use(parts[1], long.Parse(parts[2], CultureInfo.InvariantCulture), isWrite: parts[0] == "write");
                await answers.WriteLineAsync(isAccepted ? "accepted" : "refused");
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process was killed, or this was disposed.
        }
    }

    private bool Use(string name, long token, bool isWrite)
    {
        lock (_largest)
        {
            if (_largest.TryGetValue(name, out var largest) && token < largest)
            {
                _refused++;
                return false;
            }

            if (isWrite)
            {
                _largest[name] = token;
            }

            _accepted++;
            return true;
        }
    }
}
