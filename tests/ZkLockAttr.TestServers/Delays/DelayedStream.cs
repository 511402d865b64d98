using System.Diagnostics;
using System.Net.Sockets;

namespace ZkLockAttr.TestServers.Delays;

/// <summary>
/// One direction of a connection: what arrives at one socket leaves by the other so much later. However much arrives meanwhile, each byte is delayed by the
/// same time.
/// </summary>
internal sealed class DelayedStream
{
    private readonly Socket _from;
    private readonly Socket _to;
    private readonly long _delay;

    // Guarded by itself. Null is the end.
    private readonly Queue<Chunk?> _chunks = new();

    public DelayedStream(Socket from, Socket to, TimeSpan delay)
    {
        _from = from;
        _to = to;
        _delay = (long)(delay.TotalSeconds * Stopwatch.Frequency);
        new Thread(Receive) { Name = "Delay: receiver", IsBackground = true }.Start();
        new Thread(Send) { Name = "Delay: sender", IsBackground = true }.Start();
    }

    private void Receive()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = _from.Receive(buffer)) > 0)
            {
                Add(new Chunk(Stopwatch.GetTimestamp() + _delay, buffer[..count]));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The connection has ended, and this way with it.
        }

        Add(null);
    }

    private void Send()
    {
        PreciseSleep.Prepare();
        try
        {
            while (Take() is { } chunk)
            {
                PreciseSleep.Until(chunk.Due);
                for (var rest = chunk.Bytes.AsSpan(); !rest.IsEmpty;)
                {
                    rest = rest[_to.Send(rest)..];
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // As above.
        }

        // Either end closes both: nobody here keeps a connection open in one direction.
        _from.Dispose();
        _to.Dispose();
    }

    private void Add(Chunk? chunk)
    {
        lock (_chunks)
        {
            _chunks.Enqueue(chunk);
            Monitor.Pulse(_chunks);
        }
    }

    private Chunk? Take()
    {
        lock (_chunks)
        {
            Chunk? chunk;
            while (!_chunks.TryDequeue(out chunk))
            {
                Monitor.Wait(_chunks);
            }

            return chunk;
        }
    }

    private sealed record Chunk(long Due, byte[] Bytes);
}
