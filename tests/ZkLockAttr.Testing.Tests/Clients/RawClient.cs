using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Clients;

/// <summary>A client that sends what a test wants and shows every frame it is sent.</summary>
internal abstract class RawClient
{
    private readonly FrameReader _frames = new(int.MaxValue - 4);
    private int _xid;

    public long SessionId { get; private set; }

    public byte[] Password { get; private set; } = new byte[ConnectRequest.PasswordLength];

    /// <summary>Events that arrived before a reply that <see cref="Call"/> waited for.</summary>
    public List<WatchEvent> Events { get; } = [];

    public ConnectResponse Connect(int timeoutMs = 10_000, long sessionId = 0, byte[]? password = null, long lastZxid = 0)
    {
        SendConnect(timeoutMs, sessionId, password, lastZxid);
        return ReadConnectResponse() ?? throw new InvalidOperationException("Closed without a word.");
    }

    public void SendConnect(int timeoutMs = 10_000, long sessionId = 0, byte[]? password = null, long lastZxid = 0)
    {
        var request = new ConnectRequest(lastZxid, timeoutMs, sessionId, password ?? new byte[ConnectRequest.PasswordLength], false);
        SendFrames(writer => Frame(writer, request.Write));
    }

    public ConnectResponse? ReadConnectResponse()
    {
        if (!TryReadFrame(out var frame))
        {
            return null;
        }

        var reader = new JuteReader(frame);
        var response = ConnectResponse.Read(ref reader);
        (SessionId, Password) = (response.SessionId, response.Password);
        return response;
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    public Reply Call(OpCode opCode, Action<FrameWriter>? body = null)
    {
        var xid = Send(opCode, body);
        while (true)
        {
            var reply = Read() ?? throw new InvalidOperationException("The connection was closed.");
            if (!reply.IsEvent)
            {
                Assert.Equal(xid, reply.Xid);
                return reply;
            }

            Events.Add(reply.Event);
        }
    }

    public int Send(OpCode opCode, Action<FrameWriter>? body = null)
    {
        var xid = opCode switch
        {
            OpCode.Ping => Xid.Ping,
            OpCode.Auth => Xid.Auth,
            OpCode.SetWatches => Xid.SetWatches,
            _ => ++_xid,
        };
        SendFrames(writer => Request(writer, xid, opCode, body));
        return xid;
    }

    /// <summary>Sends several requests in one write, with xids from 1 on.</summary>
    public void SendTogether(params (OpCode OpCode, Action<FrameWriter>? Body)[] requests) => SendFrames(writer =>
    {
        foreach (var (opCode, body) in requests)
        {
            Request(writer, ++_xid, opCode, body);
        }
    });

    public void SendFrames(Action<FrameWriter> write)
    {
        var writer = new FrameWriter();
        write(writer);
        Write(writer.Written);
    }

    /// <summary>The next frame, null if the server has closed the connection.</summary>
    public Reply? Read() => TryReadFrame(out var frame) ? Reply.Read(frame) : null;

    public WatchEvent ReadEvent() => Assert.IsType<Reply>(Read()).Event;

    public static void Frame(FrameWriter writer, Action<FrameWriter> body)
    {
        writer.BeginFrame();
        body(writer);
        writer.EndFrame();
    }

    public static void Request(FrameWriter writer, int xid, OpCode opCode, Action<FrameWriter>? body) => Frame(writer, frame =>
    {
        new RequestHeader(xid, opCode).Write(frame);
        body?.Invoke(frame);
    });

    public bool TryReadFrame(out ReadOnlySpan<byte> frame)
    {
        while (!_frames.TryRead(out frame))
        {
            var more = ReadMore();
            if (more.IsEmpty)
            {
                return false;
            }

            _frames.Append(more);
        }

        return true;
    }

    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>More bytes from the server; none if it has closed the connection.</summary>
    protected abstract ReadOnlySpan<byte> ReadMore();
}
