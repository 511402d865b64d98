using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Fuzz.Tests.Corpus;

/// <summary>Has a conversation with a server in which every kind of message comes up. What differs from run to run is masked.</summary>
internal sealed class Recording : IDisposable
{
    // Session ids, passwords and times give way to these.
    private const long MaskedId = 0x0100_0000_0000_0042;
    private const long MaskedTime = 0x0190_0000_0000;

    private const int AnyWatch = 3;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
    private readonly long _start = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    private long _sessionId;
    private byte[] _password = [];
    private int _xid;

    private Recording()
    {
    }

    public static List<Exchange> Of(int port)
    {
        using var recording = new Recording();
        recording._socket.Connect(IPAddress.Loopback, port);
        return [.. recording.Converse()];
    }

    public void Dispose() => _socket.Dispose();

    private IEnumerable<Exchange> Converse()
    {
        yield return Connect();
        yield return Call("auth", OpCode.Auth, new AuthRequest("digest", "bob:secret"u8.ToArray()).Write);
        yield return Call("create", OpCode.Create, Create("/a", CreateMode.Persistent));
        yield return Call("create-exists", OpCode.Create, Create("/a", CreateMode.Persistent));
        yield return Call("create-sequential", OpCode.Create, Create("/a/z__lock__", CreateMode.EphemeralSequential));
        yield return Call("create2", OpCode.Create2, Create("/a/b", CreateMode.Persistent));
        yield return Call("createContainer", OpCode.CreateContainer, Create("/a/c", CreateMode.Container));
        yield return Call("createTtl", OpCode.CreateTtl, writer =>
        {
            Create("/a/t", (CreateMode)5)(writer);
            writer.WriteLong(1000);
        });
        yield return Call("exists", OpCode.Exists, new PathWatch("/a/b", true).Write);
        yield return Call("exists-not", OpCode.Exists, new PathWatch("/a/none", true).Write);
        yield return Call("getData", OpCode.GetData, new PathWatch("/a/b", true).Write);
        yield return Call("getChildren", OpCode.GetChildren, new PathWatch("/a", true).Write);
        yield return Call("getChildren2", OpCode.GetChildren2, new PathWatch("/a", true).Write);
        yield return Call("setData", OpCode.SetData, new SetDataRequest("/a/b", [4, 5], 0).Write);
        yield return Call("setData-version", OpCode.SetData, new SetDataRequest("/a/b", null, 7).Write);
        yield return Call("getAcl", OpCode.GetAcl, writer => writer.WriteString("/a/b"));
        yield return Call("setAcl", OpCode.SetAcl, new SetAclRequest("/a/b", AclEntry.Open, -1).Write);
        yield return Call("sync", OpCode.Sync, writer => writer.WriteString("/a"));
        yield return Call("multi", OpCode.Multi, Multi(
            (OpCode.Create, Create("/a/m", CreateMode.Persistent)),
            (OpCode.Create2, Create("/a/n", CreateMode.PersistentSequential)),
            (OpCode.SetData, new SetDataRequest("/a/m", [6], -1).Write),
            (OpCode.Check, new PathVersion("/a/m", 1).Write),
            (OpCode.Delete, new PathVersion("/a/m", -1).Write)));
        yield return Call("multi-failed", OpCode.Multi, Multi(
            (OpCode.Check, new PathVersion("/a", -1).Write), (OpCode.Check, new PathVersion("/none", -1).Write), (OpCode.Check, new PathVersion("/a", -1).Write)));
        yield return Call("ping", OpCode.Ping, static _ => { });
        yield return Call("setWatches", OpCode.SetWatches, new SetWatchesRequest(1, ["/a/b", "/a"], ["/a/none"], ["/a/c"]).Write);
        yield return Call("setWatches2", OpCode.SetWatches2, writer =>
        {
            new SetWatchesRequest(1, ["/a/b"], ["/a/none"], ["/a"]).Write(writer);
            writer.WriteInt(1);
            writer.WriteString("/a/c");
            writer.WriteInt(0);
        });
        yield return Call("addWatch", OpCode.AddWatch, PathAndNumber("/a", 1));
        yield return Call("checkWatches", OpCode.CheckWatches, PathAndNumber("/a", AnyWatch));
        yield return Call("removeWatches", OpCode.RemoveWatches, PathAndNumber("/a/b", AnyWatch));
        yield return Call("multiRead", OpCode.MultiRead, Multi(
            (OpCode.GetData, new PathWatch("/a/b", false).Write), (OpCode.GetChildren, new PathWatch("/none", false).Write)));
        yield return Call("getEphemerals", OpCode.GetEphemerals, writer => writer.WriteString("/a"));
        yield return Call("getAllChildrenNumber", OpCode.GetAllChildrenNumber, writer => writer.WriteString("/a"));
        yield return Call("whoAmI", OpCode.WhoAmI, static _ => { });
        yield return Call("sasl", OpCode.Sasl, static writer => writer.WriteBuffer([]));
        yield return Call("reconfig", OpCode.Reconfig, static writer =>
        {
            writer.WriteString("server.9=localhost:1:2");
            writer.WriteString(null);
            writer.WriteString(null);
            writer.WriteLong(-1);
        });
        yield return Call("delete", OpCode.Delete, new PathVersion("/a/b", -1).Write);
        yield return Call("delete-not", OpCode.Delete, new PathVersion("/a/b", -1).Write);
        yield return Call("delete-children", OpCode.Delete, new PathVersion("/a", -1).Write);
        yield return Call("closeSession", OpCode.CloseSession, static _ => { });
    }

    private static Action<FrameWriter> Create(string path, CreateMode mode) => new CreateRequest(path, [1, 2, 3], AclEntry.Open, (int)mode).Write;

    private static Action<FrameWriter> PathAndNumber(string path, int number) => writer =>
    {
        writer.WriteString(path);
        writer.WriteInt(number);
    };

    private static Action<FrameWriter> Multi(params (OpCode OpCode, Action<FrameWriter> Write)[] steps) => writer =>
    {
        foreach (var (opCode, write) in steps)
        {
            MultiHeader.Request(opCode).Write(writer);
            write(writer);
        }

        MultiHeader.End.Write(writer);
    };

    private Exchange Connect()
    {
        var request = Send(new ConnectRequest(0, 10_000, 0, new byte[ConnectRequest.PasswordLength], false).Write);
        var answer = Receive();
        var reader = new JuteReader(answer.AsSpan(sizeof(int)));
        var response = ConnectResponse.Read(ref reader);
        (_sessionId, _password) = (response.SessionId, response.Password);
        return new Exchange("connect", request, [Mask(answer)]);
    }

    private Exchange Call(string name, OpCode opCode, Action<FrameWriter> write)
    {
        var xid = opCode switch
        {
            OpCode.Ping => Xid.Ping,
            OpCode.Auth => Xid.Auth,
            OpCode.SetWatches or OpCode.SetWatches2 => Xid.SetWatches,
            _ => ++_xid,
        };
        var request = Send(writer =>
        {
            new RequestHeader(xid, opCode).Write(writer);
            write(writer);
        });

        // Events come before the answer that they belong to.
        var answers = new List<byte[]>();
        do
        {
            answers.Add(Receive());
        }
        while (BinaryPrimitives.ReadInt32BigEndian(answers[^1].AsSpan(sizeof(int))) != xid);
        return new Exchange(name, request, answers.ConvertAll(Mask));
    }

    private byte[] Send(Action<FrameWriter> write)
    {
        var writer = new FrameWriter();
        writer.BeginFrame();
        write(writer);
        writer.EndFrame();
        _socket.Send(writer.Written);
        return writer.Written.ToArray();
    }

    private byte[] Receive()
    {
        var length = new byte[sizeof(int)];
        ReceiveExactly(length);
        var frame = new byte[sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(length)];
        length.CopyTo(frame, 0);
        ReceiveExactly(frame.AsSpan(sizeof(int)));
        return frame;
    }

    private void ReceiveExactly(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = _socket.Receive(buffer);
            Assert.NotEqual(0, count);
            buffer = buffer[count..];
        }
    }

    private byte[] Mask(byte[] frame)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (var i = 0; i + sizeof(long) <= frame.Length; i++)
        {
            var value = BinaryPrimitives.ReadInt64BigEndian(frame.AsSpan(i));
            if (value == _sessionId)
            {
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(i), MaskedId);
            }
            else if (value >= _start - 1000 && value <= now)
            {
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(i), MaskedTime);
            }
        }

        if (frame.AsSpan().IndexOf(_password) is var at and >= 0)
        {
            frame.AsSpan(at, _password.Length).Fill(0x11);
        }

        return frame;
    }
}
