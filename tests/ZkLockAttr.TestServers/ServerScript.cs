using System.Buffers.Binary;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.TestServers;

/// <summary>What a <see cref="ScriptedServer"/> does with a connection: pieces to write a script with.</summary>
internal static class ServerScript
{
    /// <summary>Waits until the client has closed the connection.</summary>
    public static async Task ReadToEndAsync(Stream connection)
    {
        await connection.CopyToAsync(Stream.Null);
    }

    /// <summary>Reads the next frame; null at the connection's end.</summary>
    public static async Task<byte[]?> ReadFrameAsync(Stream connection)
    {
        var length = new byte[sizeof(int)];
        if (await connection.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false) < length.Length)
        {
            return null;
        }

        var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await connection.ReadExactlyAsync(frame);
        return frame;
    }

    /// <summary>Sends a frame.</summary>
    public static async Task SendFrameAsync(Stream connection, Action<FrameWriter> write)
    {
        var writer = new FrameWriter();
        writer.BeginFrame();
        write(writer);
        writer.EndFrame();
        await connection.WriteAsync(writer.Written.ToArray());
    }

    /// <summary>Reads the handshake and gives a new session.</summary>
    public static async Task AcceptSessionAsync(Stream connection, bool readOnly = false, int timeoutMs = 10_000)
    {
        await ReadFrameAsync(connection);
        await SendFrameAsync(connection, writer => new ConnectResponse(timeoutMs, 1, new byte[16], readOnly).Write(writer));
    }

    /// <summary>Accepts the session and answers each request with this error.</summary>
    public static async Task RefuseAllAsync(Stream connection, ZooKeeperError error)
    {
        await AcceptSessionAsync(connection);
        while (await ReadFrameAsync(connection) is { } request)
        {
            var xid = BinaryPrimitives.ReadInt32BigEndian(request);
            await SendFrameAsync(connection, writer => new ReplyHeader(xid, 1, error).Write(writer));
        }
    }
}
