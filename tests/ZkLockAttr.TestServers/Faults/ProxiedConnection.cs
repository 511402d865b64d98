using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.TestServers.Faults;

/// <summary>
/// One client's connection and its continuation to the server. Each way a reader notes frames as they arrive and a writer passes them on when it may,
/// so that what is held back is known already.
/// </summary>
internal sealed class ProxiedConnection(FaultProxy proxy, int number, Socket client) : IDisposable
{
    private const int MaxFrameLength = 64 * 1024 * 1024;

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Channel<OutgoingRequest> _toServer = Channel.CreateUnbounded<OutgoingRequest>();
    private readonly Channel<byte[]> _toClient = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();

    // Guarded by _lock: requests that the server has and has not answered, and the drop that is under way.
    private readonly List<ProxiedRequest> _unanswered = [];
    private ProxiedRequest? _dropped;
    private Drop? _drop;
    private long _lastZxid;
    private long _clientWrites;
    private bool _isDisposed;

    // Each the affair of one writer.
    private int _framesToServer;
    private int _framesToClient;

    private readonly record struct OutgoingRequest(byte[] Payload, ProxiedRequest Request, Drop? Drop);

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Start(IPEndPoint server)
    {
        client.NoDelay = true;
        Ended = RunAsync(server);
    }

    public void Cut() => _cut.TrySetResult();

    public long CountClientWrites()
    {
        lock (_lock)
        {
            return _clientWrites = _isDisposed ? _clientWrites : SegmentCounter.CountReceived(client);
        }
    }

    public void Dispose()
    {
        Cut();
        CountClientWrites();
        lock (_lock)
        {
            _isDisposed = true;
            client.Dispose();
            _server.Dispose();
        }

        _toServer.Writer.TryComplete();
        _toClient.Writer.TryComplete();
    }

    private async Task RunAsync(IPEndPoint server)
    {
        try
        {
            await _server.ConnectAsync(server);
            Task[] works = [ReadRequestsAsync(), WriteRequestsAsync(), ReadAnswersAsync(), WriteAnswersAsync()];

            // The answers' writer is the last to end: when the server has closed and the client has all that came.
            await Task.WhenAny(_cut.Task, works[^1]);
            Dispose();
            await Task.WhenAll(works);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or ProtocolException)
        {
            // Either side has closed: so has this one.
        }
        finally
        {
            Dispose();
            proxy.OnEnded(this);
            lock (_lock)
            {
                _drop?.Happened.TrySetResult();
            }
        }
    }

    private async Task ReadRequestsAsync()
    {
        try
        {
            var isHandshake = true;
            await foreach (var payload in ReadFramesAsync(client))
            {
                var request = isHandshake ? ProxiedRequest.Handshake(number) : ProxiedRequest.Read(number, payload);
                isHandshake = false;
                var drop = proxy.TakeDrop(request);
                proxy.Journal.OnRequest(request);
                if (proxy.IsIsolated && request.Kind == RequestKind.Ping)
                {
                    _toClient.Writer.TryWrite(AnswerToPing());
                }
                else
                {
                    _toServer.Writer.TryWrite(new OutgoingRequest(payload, request, drop));
                }
            }
        }
        finally
        {
            _toServer.Writer.TryComplete();
        }
    }

    private async Task WriteRequestsAsync()
    {
        await foreach (var (payload, request, drop) in _toServer.Reader.ReadAllAsync())
        {
            if (!await PassesAsync(proxy.ToServer))
            {
                return;
            }

            if (drop is { IsAfter: false })
            {
                DropWhenAnswered(drop);
                return;
            }

            lock (_lock)
            {
                _unanswered.Add(request);
                if (drop is not null)
                {
                    _drop = drop;
                    _dropped = request;
                }
            }

            if (!await SendAsync(_server, payload, Traffic.ToServer))
            {
                return;
            }

            if (drop is not null)
            {
                return;
            }
        }

        // The client has closed its side: pass that on and let the server's last answers come.
        _server.Shutdown(SocketShutdown.Send);
    }

    private async Task ReadAnswersAsync()
    {
        try
        {
            var isHandshake = true;
            await foreach (var payload in ReadFramesAsync(_server))
            {
                if (!TakeAnswer(payload, isHandshake))
                {
                    return;
                }

                isHandshake = false;
            }
        }
        finally
        {
            _toClient.Writer.TryComplete();
        }
    }

    private async Task WriteAnswersAsync()
    {
        await foreach (var payload in _toClient.Reader.ReadAllAsync())
        {
            if (!await PassesAsync(proxy.ToClient))
            {
                return;
            }

            if (!await SendAsync(client, payload, Traffic.ToClient))
            {
                return;
            }
        }
    }

    private void DropWhenAnswered(Drop drop)
    {
        lock (_lock)
        {
            _drop = drop;
            if (_unanswered.Count == 0)
            {
                _toClient.Writer.TryComplete();
            }
        }
    }

    // False if nothing more is to reach the client.
    private bool TakeAnswer(byte[] payload, bool isHandshake)
    {
        var header = isHandshake ? default : ReadHeader(payload);
        ProxiedRequest? request;
        lock (_lock)
        {
            _lastZxid = Math.Max(_lastZxid, header.Zxid);
            request = _unanswered.Find(each => each.Xid == header.Xid);
        }

        if (request is null)
        {
            // A watch event.
            _toClient.Writer.TryWrite(payload);
            return true;
        }

        proxy.Journal.OnAnswer(request);
        lock (_lock)
        {
            _unanswered.Remove(request);
            if (ReferenceEquals(request, _dropped))
            {
                return false;
            }

            _toClient.Writer.TryWrite(payload);
            return _drop is not { IsAfter: false } || _unanswered.Count > 0;
        }
    }

    private byte[] AnswerToPing()
    {
        var writer = new FrameWriter();
        lock (_lock)
        {
            new ReplyHeader(Xid.Ping, _lastZxid, ZooKeeperError.Ok).Write(writer);
        }

        return writer.Written.ToArray();
    }

    private static ReplyHeader ReadHeader(byte[] payload)
    {
        var reader = new JuteReader(payload);
        return ReplyHeader.Read(ref reader);
    }

    // False if the connection was cut while the gate was held.
    private async Task<bool> PassesAsync(Gate gate)
    {
        if (gate.WaitAsync() is { IsCompleted: false } opened)
        {
            await Task.WhenAny(opened, _cut.Task);
        }

        return !_cut.Task.IsCompleted;
    }

    private static async IAsyncEnumerable<byte[]> ReadFramesAsync(Socket socket)
    {
        var frames = new FrameReader(MaxFrameLength);
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await socket.ReceiveAsync(buffer)) > 0)
        {
            frames.Append(buffer.AsSpan(0, count));
            while (NextFrame(frames) is { } payload)
            {
                yield return payload;
            }
        }
    }

    private static byte[]? NextFrame(FrameReader frames) => frames.TryRead(out var payload) ? payload.ToArray() : null;

    // False if the frame was torn and the connection cut.
    private async Task<bool> SendAsync(Socket socket, byte[] payload, Traffic traffic)
    {
        var frame = new byte[sizeof(int) + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length);
        payload.CopyTo(frame, sizeof(int));
        var isTorn = proxy.Tears(traffic, traffic == Traffic.ToServer ? ++_framesToServer : ++_framesToClient);
        var length = isTorn ? frame.Length / 2 : frame.Length;
        for (var sent = 0; sent < length;)
        {
            sent += await socket.SendAsync(frame.AsMemory(sent, length - sent));
        }

        if (isTorn)
        {
            Cut();
        }

        return !isTorn;
    }
}
