using System.Buffers.Binary;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Sessions;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>Gives each request to whom it belongs.</summary>
internal sealed class RequestProcessor(ServerState state)
{
    private readonly ReadRequests _reads = new(state);
    private readonly WatchRequests _watches = new(state);
    private readonly WriteRequests _writes = new(state);

    /// <summary>Whether a follower passes this request on instead of answering it by itself.</summary>
    public static bool NeedsLeader(ReadOnlySpan<byte> payload) =>
        payload.Length >= 2 * sizeof(int) && NeedsLeader((OpCode)BinaryPrimitives.ReadInt32BigEndian(payload[sizeof(int)..]));

    /// <exception cref="ProtocolException">The header is malformed: the connection cannot go on.</exception>
    public void Process(ServerConnection connection, ServerSession session, ReadOnlySpan<byte> payload, ServerTime now, FaultKind? fault)
    {
        var body = new JuteReader(payload);
        var header = RequestHeader.Read(ref body);
        state.Counters.Count(MessageReader.OperationOf(header.OpCode));
        switch (header.OpCode)
        {
            case OpCode.Auth:
                AuthRequests.Authenticate(connection, header.Xid, ref body);
                return;

            case OpCode.Sasl:
                AuthRequests.AnswerSasl(connection, header.Xid, ref body);
                return;
        }

        // An isolated server does not know that the session is over, and its leader hears nothing of it.
        if (fault == FaultKind.Isolate)
        {
            state.Hear(connection, session);
        }
        else if (session.IsOver)
        {
            return; // the real server drops it too
        }
        else
        {
            state.Touch(connection, session, now);
        }

        if (fault == FaultKind.Throttle)
        {
            connection.Reply(header.Xid, connection.Replica.LastZxid, ZooKeeperError.ThrottledOp);
        }
        else if (header.OpCode == OpCode.CloseSession)
        {
            Close(connection, session, header.Xid, now);
        }
        else if (session.IsLocal && NeedsLeader(header.OpCode))
        {
            connection.Reply(header.Xid, connection.Replica.LastZxid, ZooKeeperError.NotReadOnly);
        }
        else
        {
            Process(connection, header, ref body, now);
        }
    }

    private void Process(ServerConnection connection, RequestHeader header, ref JuteReader body, ServerTime now)
    {
        switch (header.OpCode)
        {
            case OpCode.Ping:
                connection.Reply(Xid.Ping, connection.Replica.LastZxid, ZooKeeperError.Ok);
                break;

            case OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl or OpCode.Delete or OpCode.SetData or OpCode.SetAcl
                or OpCode.Multi or OpCode.Reconfig or OpCode.DeleteContainer:
                _writes.Process(connection, header, ref body, now);
                break;

            case OpCode.Exists or OpCode.GetData or OpCode.GetChildren or OpCode.GetChildren2 or OpCode.GetAcl or OpCode.Sync or OpCode.MultiRead
                or OpCode.GetEphemerals or OpCode.GetAllChildrenNumber or OpCode.WhoAmI:
                _reads.Process(connection, header, ref body);
                break;

            case OpCode.SetWatches or OpCode.SetWatches2 or OpCode.AddWatch or OpCode.CheckWatches or OpCode.RemoveWatches:
                _watches.Process(connection, header, ref body);
                break;

            default:
                // Check outside a multi comes here too, as on 3.8.5 and later: on 3.8.0 it would have destroyed the ensemble's log (ZOOKEEPER-2623).
                connection.Reply(header.Xid, -1, ZooKeeperError.Unimplemented);
                connection.Close();
                break;
        }
    }

    private void Close(ServerConnection connection, ServerSession session, int xid, ServerTime now)
    {
        if (!session.IsLocal)
        {
            state.EndSession(session, now, closedBy: connection);
            connection.Replica.CatchUp();
        }

        connection.Reply(xid, connection.Replica.LastZxid, ZooKeeperError.Ok);
        connection.Close();
    }

    private static bool NeedsLeader(OpCode opCode) => opCode is OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl
        or OpCode.Delete or OpCode.SetData or OpCode.SetAcl or OpCode.Multi or OpCode.Reconfig or OpCode.DeleteContainer or OpCode.Sync or OpCode.CloseSession;
}
