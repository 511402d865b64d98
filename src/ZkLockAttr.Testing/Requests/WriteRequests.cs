using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>Requests that take a transaction, whether they succeed or not.</summary>
internal sealed class WriteRequests(ServerState state)
{
    /// <summary>The client has no use for it.</summary>
    private const ZooKeeperError ReconfigDisabled = (ZooKeeperError)(-123);

    public void Process(ServerConnection connection, RequestHeader header, ref JuteReader body, ServerTime now)
    {
        if (header.OpCode == OpCode.Reconfig && !IsReconfig(ref body))
        {
            connection.Reply(header.Xid, connection.Replica.LastZxid, ZooKeeperError.MarshallingError); // alone of all writes it takes no transaction then
            return;
        }

        var transaction = state.BeginTransaction(now, connection);
        if (AlwaysRefused(header.OpCode) is { } refusal)
        {
            Refuse(connection, header.Xid, transaction, refusal);
            return;
        }

        if (connection.SessionHasMoved)
        {
            // SessionMoved is a connection's error, not a request's (ZOOKEEPER-710): nothing is answered.
            connection.Close();
            return;
        }

        if (header.OpCode == OpCode.Multi)
        {
            ProcessMulti(connection, header.Xid, ref body, transaction);
            return;
        }

        WriteResult result = default;
        ZooKeeperError error;
        try
        {
            error = WriteOperation.Read(header.OpCode, ref body).Apply(state, transaction, out result);
        }
        catch (ProtocolException)
        {
            error = ZooKeeperError.MarshallingError;
        }

        // Before the reply: who causes an event sees it before the answer.
        Commit(connection, transaction);
        var writer = connection.BeginReply(header.Xid, transaction.Zxid, error);
        if (error == ZooKeeperError.Ok)
        {
            WriteBody(writer, header.OpCode, result);
        }

        connection.EndReply();
    }

    private void ProcessMulti(ServerConnection connection, int xid, ref JuteReader body, TreeTransaction transaction)
    {
        List<WriteOperation> operations;
        try
        {
            operations = WriteOperation.ReadMulti(ref body);
        }
        catch (ProtocolException)
        {
            Refuse(connection, xid, transaction, ZooKeeperError.MarshallingError);
            return;
        }

        var results = new WriteResult[operations.Count];
        var error = ZooKeeperError.Ok;
        var applied = 0;
        for (; applied < operations.Count; applied++)
        {
            error = operations[applied].Apply(state, transaction, out results[applied]);
            if (error != ZooKeeperError.Ok)
            {
                transaction.Rollback();
                break;
            }
        }

        if (error == ZooKeeperError.MarshallingError)
        {
            Refuse(connection, xid, transaction, error); // not a part's error, but the multi's
            return;
        }

        Commit(connection, transaction);

        // A failed multi is a success in the header: its errors stand in the body.
        var writer = connection.BeginReply(xid, transaction.Zxid, ZooKeeperError.Ok);
        for (var i = 0; i < operations.Count; i++)
        {
            if (error == ZooKeeperError.Ok)
            {
                WritePart(writer, operations[i].OpCode, results[i]);
            }
            else
            {
                MultiResult.WriteError(writer, i < applied ? ZooKeeperError.Ok : i == applied ? error : ZooKeeperError.RuntimeInconsistency);
            }
        }

        MultiHeader.End.Write(writer);
        connection.EndReply();
    }

    /// <summary>Through a lagging server too, nobody sees the answer to a write before all that was committed before it.</summary>
    private void Commit(ServerConnection connection, TreeTransaction transaction)
    {
        state.Commit(transaction);
        connection.Replica.CatchUp();
    }

    private static bool IsReconfig(ref JuteReader body)
    {
        try
        {
            body.ReadNullableString();
            body.ReadNullableString();
            body.ReadNullableString();
            body.ReadLong();
            return true;
        }
        catch (ProtocolException)
        {
            return false;
        }
    }

    private void Refuse(ServerConnection connection, int xid, TreeTransaction transaction, ZooKeeperError error)
    {
        Commit(connection, transaction);
        connection.Reply(xid, transaction.Zxid, error);
    }

    private static ZooKeeperError? AlwaysRefused(OpCode opCode) => opCode switch
    {
        OpCode.Reconfig => ReconfigDisabled, // reconfigEnabled is off by default
        OpCode.DeleteContainer => ZooKeeperError.BadArguments, // what a client sends is no path for it: the server takes the header for its beginning
        _ => null,
    };

    private static void WriteBody(FrameWriter writer, OpCode opCode, in WriteResult result)
    {
        if (opCode is OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl)
        {
            writer.WriteString(result.Path);
        }

        if (opCode is OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl or OpCode.SetData or OpCode.SetAcl)
        {
            result.Stat.Write(writer);
        }
    }

    private static void WritePart(FrameWriter writer, OpCode opCode, in WriteResult result)
    {
        // A container and a node with a time to live are answered as create2, create2 itself (up to 3.8.1) as create: without the stat.
        var answered = opCode is OpCode.CreateContainer or OpCode.CreateTtl ? OpCode.Create2 : opCode;
        MultiResult.WriteHeader(writer, answered, ZooKeeperError.Ok);
        WriteBody(writer, answered, result);
    }
}
