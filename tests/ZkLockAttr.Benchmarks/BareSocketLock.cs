using System.Net;
using System.Net.Sockets;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Benchmarks;

/// <summary>The floor: a blocking socket that sends the requests of an uncontended lock and waits for their answers, and does nothing else.</summary>
internal sealed class BareSocketLock : IDisposable
{
    private readonly Socket _socket;
    private readonly FrameWriter _output = new();
    private readonly FrameReader _input = new(1024 * 1024);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly byte[] _data = new byte[60];
    private readonly string _parent;
    private int _xid;

    public BareSocketLock(string server, string parent)
    {
        _parent = parent;
        var endpoint = IPEndPoint.Parse(server);
        _socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(endpoint);
        _output.BeginFrame();
        new ConnectRequest(0, 20_000, 0, new byte[ConnectRequest.PasswordLength], false).Write(_output);
        _output.EndFrame();
        Flush();
        Receive();
        Begin(OpCode.Create);
        new CreateRequest(parent, null, AclEntry.Open, (int)CreateMode.Persistent).Write(_output);
        _output.EndFrame();
        Flush();
        Receive();
    }

    public void Cycle()
    {
        Begin(OpCode.Create);
        new CreateRequest($"{_parent}/z0123456789abcdef01234567__lock__", _data, AclEntry.Open, (int)CreateMode.EphemeralSequential).Write(_output);
        _output.EndFrame();
        Begin(OpCode.GetChildren2);
        new PathWatch(_parent, false).Write(_output);
        _output.EndFrame();
        Flush();
        var reader = new JuteReader(Receive());
        ReplyHeader.Read(ref reader);
        var node = reader.ReadString();
        Receive();

        Begin(OpCode.Delete);
        new PathVersion(node, -1).Write(_output);
        _output.EndFrame();
        Flush();
        Receive();
    }

    public void Dispose() => _socket.Dispose();

    private void Begin(OpCode opCode)
    {
        _output.BeginFrame();
        new RequestHeader(++_xid, opCode).Write(_output);
    }

    private void Flush()
    {
        _socket.Send(_output.Written);
        _output.Clear();
    }

    private ReadOnlySpan<byte> Receive()
    {
        ReadOnlySpan<byte> frame;
        while (!_input.TryRead(out frame))
        {
            _input.Append(_buffer.AsSpan(0, _socket.Receive(_buffer)));
        }

        return frame;
    }
}
