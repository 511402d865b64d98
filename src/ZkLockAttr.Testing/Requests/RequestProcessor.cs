using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Sessions;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>Gives each request to whom it belongs, and answers those that are small.</summary>
internal sealed class RequestProcessor(ServerState state)
{
    private readonly ReadRequests _reads = new(state);
    private readonly WriteRequests _writes = new(state);

    /// <exception cref="ProtocolException">The header is malformed: the connection cannot go on.</exception>
    public void Process(ServerConnection connection, ServerSession session, ReadOnlySpan<byte> payload, ServerTime now, bool throttled)
    {
        var body = new JuteReader(payload);
        var header = RequestHeader.Read(ref body);
        state.Counters.Count(MessageReader.OperationOf(header.OpCode));
        if (header.OpCode == OpCode.Auth)
        {
            Authenticate(connection, header.Xid, AuthRequest.Read(ref body));
            return;
        }

        if (session.IsOver)
        {
            return; // the real server drops it too
        }

        state.Touch(connection, session, now);
        if (throttled)
        {
            connection.Reply(header.Xid, state.LastZxid, ZooKeeperError.ThrottledOp);
            return;
        }

        switch (header.OpCode)
        {
            case OpCode.Ping:
                ReplyToPing(connection);
                break;

            case OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl or OpCode.Delete or OpCode.SetData or OpCode.SetAcl
                or OpCode.Multi:
                _writes.Process(connection, header, ref body, now);
                break;

            case OpCode.Exists or OpCode.GetData or OpCode.GetChildren or OpCode.GetChildren2 or OpCode.GetAcl or OpCode.Sync or OpCode.SetWatches:
                _reads.Process(connection, header, ref body);
                break;

            case OpCode.CloseSession:
                state.EndSession(session, now, closedBy: connection);
                connection.Reply(header.Xid, state.LastZxid, ZooKeeperError.Ok);
                connection.Close();
                break;

            default:
                // Check outside a multi comes here too: on 3.8.0 it would have destroyed the ensemble (ZOOKEEPER-2623).
                connection.Reply(header.Xid, -1, ZooKeeperError.Unimplemented);
                connection.Close();
                break;
        }
    }

    /// <summary>Answers a ping of which the leader does not hear.</summary>
    public void AnswerPing(ServerConnection connection)
    {
        state.Counters.Count(ServerOperation.Ping);
        state.Heard[connection.Endpoint]?.Add(connection.Session!);
        ReplyToPing(connection);
    }

    private void ReplyToPing(ServerConnection connection) => connection.Reply(Xid.Ping, state.LastZxid, ZooKeeperError.Ok);

    private static void Authenticate(ServerConnection connection, int xid, in AuthRequest request)
    {
        var isKnown = request.Scheme is "digest" or "ip";
        connection.Reply(xid, 0, isKnown ? ZooKeeperError.Ok : ZooKeeperError.AuthFailed);
        if (!isKnown)
        {
            connection.Close();
        }
        else if (request.Scheme == "digest" && AccessControl.FromDigest(request.Credentials) is var identity && !connection.Identities.Contains(identity))
        {
            connection.Identities.Add(identity);
        }
    }
}
