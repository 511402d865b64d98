using System.Net;
using System.Net.Sockets;
using ZkLockAttr.Testing.Sessions;
using ZkLockAttr.TestServers.Processes;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.TestServers;

/// <summary>
/// Ends somebody else's session: attaches to it by a connection of its own and closes it. For its owner that is the same as an expiry: its connection
/// is closed, its ephemeral nodes are gone, and its next handshake is refused.
/// </summary>
internal static class SessionKiller
{
    private const int Attempts = 20;

    // Far longer than it takes: only so that a test that has gone wrong fails rather than hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Ends it; complete when that is done, with the transaction that did it, or a later one if that is not known.</summary>
    public static async Task<long> KillAsync(IPEndPoint server, long sessionId)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttachAndCloseAsync(server, sessionId) ?? (attempt > 1
                    ? await FourLetterWord.LastTransactionAsync(server)
                    : throw new InvalidOperationException($"The server knows no session 0x{sessionId:x}."));
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Its owner, whom we have cut off, is back, and has cut us off: before the session was ended, or before we were told.
            }
        }
    }

    // Null if the server does not know it.
    private static async Task<long?> AttachAndCloseAsync(IPEndPoint server, long sessionId)
    {
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server);
        using var stream = client.GetStream();
        await stream.WriteAsync(HandshakeAndClose(sessionId));

        // Two answers, and then the server closes: its last act on the session.
        using var answers = new MemoryStream();
        await stream.CopyToAsync(answers).WaitAsync(Patience);
        return ReadEnd(answers.ToArray(), sessionId);
    }

    private static byte[] HandshakeAndClose(long sessionId)
    {
        var writer = new FrameWriter();
        writer.BeginFrame();
        new ConnectRequest(LastZxidSeen: 0, TimeoutMs: 10_000, sessionId, SessionPassword.For(sessionId), ReadOnly: false).Write(writer);
        writer.EndFrame();
        writer.BeginFrame();
        new RequestHeader(int.MaxValue, OpCode.CloseSession).Write(writer);
        writer.EndFrame();
        return writer.Written.ToArray();
    }

    private static long? ReadEnd(byte[] answers, long sessionId)
    {
        var frames = new FrameReader(maxFrameLength: 1024);
        frames.Append(answers);
        if (!frames.TryRead(out var handshake))
        {
            throw new IOException($"The server closed the connection without an answer about session 0x{sessionId:x}.");
        }

        var reader = new JuteReader(handshake);
        if (ConnectResponse.Read(ref reader).IsRefusal)
        {
            return null;
        }

        if (!frames.TryRead(out var end))
        {
            throw new IOException($"The server closed the connection without an answer to the end of session 0x{sessionId:x}.");
        }

        reader = new JuteReader(end);
        return ReplyHeader.Read(ref reader).Zxid;
    }
}
