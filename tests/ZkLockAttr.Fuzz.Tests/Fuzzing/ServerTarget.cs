using ZkLockAttr.Testing.Core;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Fuzz.Tests.Fuzzing;

/// <summary>A connection to a server's core.</summary>
internal sealed class ServerTarget(ServerCore server) : ITarget
{
    private static readonly ServerTime Now = new(1000, 1000);

    private readonly ServerConnection _connection = server.Accept(endpoint: 0, "127.0.0.1");
    private readonly FrameReader _answers = new(int.MaxValue - sizeof(int));

    public bool IsClosed => _connection.IsClosed;

    // The protocol has no way to say it.
    public string? Reason => "";

    public long Progress => server.State.Counters.Total + server.State.LastZxid;

    public static ServerCore NewServer() => new(ServerSettings.Default, Now);

    public void Receive(ReadOnlySpan<byte> bytes)
    {
        server.Receive(_connection, bytes, Now);
        Drain();
    }

    public void Close()
    {
        if (_connection.Session is { } session)
        {
            server.Expire(session.Id, Now);
        }

        server.Lose(_connection);
        while (server.TryTakeDirty(out _))
        {
        }
    }

    // Whatever came in, what goes out is frames. Only a word is answered by plain text.
    private void Drain()
    {
        var sendable = _connection.Output.Sendable;
        if (_connection.Session is not null)
        {
            _answers.Append(sendable);
            while (_answers.TryRead(out var answer))
            {
                Assert.True(answer.Length >= ReplyHeaderLength, $"an answer of {answer.Length} bytes");
            }
        }

        _connection.Output.MarkSent(sendable.Length);
    }

    private const int ReplyHeaderLength = 16;
}
