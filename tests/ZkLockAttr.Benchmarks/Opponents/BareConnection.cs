using System.Net;
using System.Net.Sockets;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>
/// A blocking socket that speaks ZooKeeper's protocol and does nothing else: what is written goes out together, answers come in order. For one turn: nobody
/// sends pings for its session.
/// </summary>
internal sealed class BareConnection : IDisposable
{
    /// <summary>How the names of contenders' nodes begin: as long as ours.</summary>
    public const string Contender = "z0123456789abcdef01234567__lock__";

    private const int SessionTimeoutMs = 20_000;
    private const int LongestFrame = 16 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly FrameWriter _output = new();
    private readonly FrameReader _input = new(LongestFrame);
    private readonly byte[] _buffer = new byte[64 * 1024];

    // As long as what our locks say of themselves.
    private readonly byte[] _data = new byte[60];
    private int _xid;

    public BareConnection(string server)
    {
        var endpoint = IPEndPoint.Parse(server);
        _socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(endpoint);
        _output.BeginFrame();
        new ConnectRequest(0, SessionTimeoutMs, 0, new byte[ConnectRequest.PasswordLength], false).Write(_output);
        _output.EndFrame();
        Send();
        Receive();
    }

    /// <summary>Creates a node for good and all above it, where they are missing.</summary>
    public void CreateParents(string path)
    {
        for (var slash = path.IndexOf('/', 1); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            CreateParent(path[..slash]);
        }

        CreateParent(path);
    }

    /// <summary>Writes what makes a contender's node.</summary>
    public void WriteCreate(string path) => WriteCreate(path, CreateMode.EphemeralSequential);

    /// <summary>Writes what lists a queue.</summary>
    public void WriteList(string path)
    {
        Begin(OpCode.GetChildren2);
        new PathWatch(path, false).Write(_output);
        _output.EndFrame();
    }

    /// <summary>Writes what deletes a node.</summary>
    public void WriteDelete(string path)
    {
        Begin(OpCode.Delete);
        new PathVersion(path, -1).Write(_output);
        _output.EndFrame();
    }

    /// <summary>Writes what makes contenders' nodes in one transaction.</summary>
    public void WriteCreateTogether(IEnumerable<string> paths)
    {
        Begin(OpCode.Multi);
        foreach (var path in paths)
        {
            MultiHeader.Request(OpCode.Create).Write(_output);
            Node(path, CreateMode.EphemeralSequential).Write(_output);
        }

        EndTogether();
    }

    /// <summary>Writes what deletes nodes in one transaction.</summary>
    public void WriteDeleteTogether(IEnumerable<string> paths)
    {
        Begin(OpCode.Multi);
        foreach (var path in paths)
        {
            MultiHeader.Request(OpCode.Delete).Write(_output);
            new PathVersion(path, -1).Write(_output);
        }

        EndTogether();
    }

    /// <summary>Sends what was written.</summary>
    public void Send()
    {
        for (var rest = _output.Written; !rest.IsEmpty;)
        {
            rest = rest[_socket.Send(rest)..];
        }

        _output.Clear();
    }

    /// <summary>Waits for answers without a thread.</summary>
    public async ValueTask WaitAsync() => _input.Append(_buffer.AsSpan(0, await _socket.ReceiveAsync(_buffer)));

    /// <summary>Waits for the next answer; it is valid until the next one.</summary>
    public ReadOnlySpan<byte> Receive()
    {
        ReadOnlySpan<byte> frame;
        while (!_input.TryRead(out frame))
        {
            _input.Append(_buffer.AsSpan(0, _socket.Receive(_buffer)));
        }

        return frame;
    }

    /// <summary>Waits for the answer to a create.</summary>
    /// <returns>The node's path.</returns>
    public string ReceiveCreated()
    {
        var reader = new JuteReader(Receive());
        ReplyHeader.Read(ref reader);
        return reader.ReadString();
    }

    /// <summary>Waits for the answer to creates in one transaction.</summary>
    /// <returns>The nodes' paths.</returns>
    public string[] ReceiveCreatedTogether(int count)
    {
        var reader = new JuteReader(Receive());
        ReplyHeader.Read(ref reader);
        var paths = new string[count];
        for (var i = 0; i < count; i++)
        {
            MultiHeader.Read(ref reader);
            paths[i] = reader.ReadString();
        }

        return paths;
    }

    public void Dispose() => _socket.Dispose();

    private void CreateParent(string path)
    {
        WriteCreate(path, CreateMode.Persistent);
        Send();
        Receive();
    }

    private void WriteCreate(string path, CreateMode mode)
    {
        Begin(OpCode.Create);
        Node(path, mode).Write(_output);
        _output.EndFrame();
    }

    private CreateRequest Node(string path, CreateMode mode) => new(path, _data, AclEntry.Open, (int)mode);

    private void EndTogether()
    {
        MultiHeader.End.Write(_output);
        _output.EndFrame();
    }

    private void Begin(OpCode opCode)
    {
        _output.BeginFrame();
        new RequestHeader(++_xid, opCode).Write(_output);
    }
}
