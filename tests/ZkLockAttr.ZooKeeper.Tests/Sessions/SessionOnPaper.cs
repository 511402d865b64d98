using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>A session's state machine with a server played by the test, byte for byte, and time passed by hand.</summary>
internal sealed class SessionOnPaper
{
    public const long FirstSession = 0x0100_0015_f973_0000;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(6);

    private bool _expectsHandshake;

    public SessionOnPaper(SessionOptions? options = null) =>
        Core = new SessionCore(options ?? new SessionOptions { Timeout = Timeout }, Clock, Listener);

    public ManualClock Clock { get; } = new();

    public RecordingListener Listener { get; } = new();

    public RecordingOwner Owner { get; } = new();

    public SessionCore Core { get; }

    /// <summary>What went out since this was last asked, as text: the numbers and kinds of the requests.</summary>
    public string[] TakeSent() => [.. TakeFrames().Select(frame => frame.ToString())];

    public List<Sent> TakeFrames()
    {
        var sent = new List<Sent>();
        var frames = new FrameReader(maxFrameLength: 1024 * 1024);
        frames.Append(Core.Output.Written);
        Core.Output.Clear();
        while (frames.TryRead(out var payload))
        {
            var reader = new JuteReader(payload);
            sent.Add(_expectsHandshake ? new Sent(ConnectRequest.Read(ref reader), null) : new Sent(null, RequestHeader.Read(ref reader)));
            _expectsHandshake = false;
        }

        return sent;
    }

    /// <summary>A connection is opened, and the handshake goes out.</summary>
    public void Connect()
    {
        Core.OnConnecting();
        Core.OnConnected();
        _expectsHandshake = true;
    }

    /// <summary>A connection is opened and the server accepts the session.</summary>
    public void Attach(TimeSpan? timeout = null, long sessionId = FirstSession)
    {
        Connect();
        Accept(timeout, sessionId);
        TakeSent();
        Listener.TakeTold();
    }

    public void Accept(TimeSpan? timeout = null, long sessionId = FirstSession) =>
        AnswerHandshake(new ConnectResponse((int)(timeout ?? Timeout).TotalMilliseconds, sessionId, Password(sessionId), ReadOnly: false));

    public void AnswerHandshake(ConnectResponse response) => Receive(writer => response.Write(writer));

    public void Refuse() => AnswerHandshake(new ConnectResponse(0, 0, new byte[16], ReadOnly: false));

    /// <summary>The server answers a request.</summary>
    public void Answer(int xid, ZooKeeperError error = ZooKeeperError.Ok, long zxid = 0, Action<FrameWriter>? body = null) => Receive(writer =>
    {
        new ReplyHeader(xid, zxid, error).Write(writer);
        body?.Invoke(writer);
    });

    public void Answer(Operation operation) => Answer(operation.Xid);

    public void AnswerPing() => Answer(Xid.Ping);

    public void Notify(WatchEventType type, string path, long zxid = -1) => Receive(writer =>
    {
        new ReplyHeader(Xid.WatchEvent, zxid, ZooKeeperError.Ok).Write(writer);
        new WatchNotification(type, path).Write(writer);
    });

    public DeleteOperation SubmitDelete(string path = "/a")
    {
        var operation = new DeleteOperation(Owner, path);
        Core.Submit(operation);
        return operation;
    }

    public SyncOperation SubmitSync()
    {
        var operation = new SyncOperation(Owner, "/");
        Core.Submit(operation);
        return operation;
    }

    /// <summary>Lets time pass as the timekeeper would: it wakes up whenever something is due.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Clock.Now + time;
        while (Core.NextDue is var due && due <= end)
        {
            var step = due - Clock.Now;
            Clock.Pass(step > TimeSpan.Zero ? step : TimeSpan.Zero);
            Core.Advance();
            if (Core.NextDue <= Clock.Now)
            {
                throw new InvalidOperationException("What is due stays due: the timekeeper would never rest.");
            }
        }

        Clock.Pass(end - Clock.Now);
        Core.Advance();
    }

    public static byte[] Password(long sessionId) => [.. BitConverter.GetBytes(sessionId), .. BitConverter.GetBytes(~sessionId)];

    public static void EmptyStat(FrameWriter writer) => default(Stat).Write(writer);

    private void Receive(Action<FrameWriter> write)
    {
        var writer = new FrameWriter();
        writer.BeginFrame();
        write(writer);
        writer.EndFrame();
        Core.OnReceived(writer.Written);
    }
}
