using System.Globalization;
using System.Net.Sockets;

namespace ZkLockAttr.Ensemble.Locker;

/// <summary>What the locks protect: a register outside of the ensemble that refuses a token smaller than the largest that was written for a lock.</summary>
internal sealed class Register : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly StreamReader _answers;
    private readonly StreamWriter _requests;
    private readonly SemaphoreSlim _turn = new(1);

    public Register(string path)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        var stream = new NetworkStream(_socket);
        _answers = new StreamReader(stream);
        _requests = new StreamWriter(stream) { AutoFlush = true };
    }

    /// <summary>Writes; false if the register has seen a larger token.</summary>
    public Task<bool> WriteAsync(string name, long token) => AskAsync("write", name, token);

    /// <summary>Reads; false if somebody has written with a larger token.</summary>
    public Task<bool> ReadAsync(string name, long token) => AskAsync("read", name, token);

    public void Dispose()
    {
        _socket.Dispose();
        _turn.Dispose();
    }

    private async Task<bool> AskAsync(string what, string name, long token)
    {
        await _turn.WaitAsync();
        try
        {
            await _requests.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {name} {token}"));
            return await _answers.ReadLineAsync() == "accepted";
        }
        finally
        {
            _turn.Release();
        }
    }
}
