using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.Testing.Watches;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>Requests that change nothing. Paths are hardly validated: what cannot exist is not found.</summary>
internal sealed class ReadRequests(ServerState state)
{
    public void Process(ServerConnection connection, RequestHeader header, ref JuteReader body)
    {
        try
        {
            switch (header.OpCode)
            {
                case OpCode.Exists:
                    Exists(connection, header.Xid, PathWatch.Read(ref body));
                    break;
                case OpCode.GetData:
                    GetData(connection, header.Xid, PathWatch.Read(ref body));
                    break;
                case OpCode.GetChildren or OpCode.GetChildren2:
                    GetChildren(connection, header.Xid, PathWatch.Read(ref body), withStat: header.OpCode == OpCode.GetChildren2);
                    break;
                case OpCode.GetAcl:
                    GetAcl(connection, header.Xid, body.ReadString());
                    break;
                case OpCode.MultiRead:
                    MultiRead(connection, header.Xid, ref body);
                    break;
                case OpCode.GetEphemerals:
                    GetEphemerals(connection, header.Xid, body.ReadNullableString());
                    break;
                case OpCode.GetAllChildrenNumber:
                    CountDescendants(connection, header.Xid, body.ReadString());
                    break;
                case OpCode.WhoAmI:
                    WhoAmI(connection, header.Xid);
                    break;
                case OpCode.Sync:
                    var path = body.ReadNullableString();
                    connection.Replica.CatchUp();
                    Begin(connection, header.Xid).WriteString(path);
                    connection.EndReply();
                    break;
            }
        }
        catch (ProtocolException)
        {
            Reply(connection, header.Xid, ZooKeeperError.MarshallingError);
        }
    }

    private void Exists(ServerConnection connection, int xid, PathWatch request)
    {
        if (request.Path.Contains('\0', StringComparison.Ordinal))
        {
            Reply(connection, xid, ZooKeeperError.BadArguments);
            return;
        }

        // Also where there is nothing yet: the watch then waits for the node.
        if (request.Watch)
        {
            state.Watches.Add(connection, WatchKind.Data, request.Path);
        }

        if (connection.Replica.Tree.Find(request.Path) is not { } node)
        {
            Reply(connection, xid, ZooKeeperError.NoNode);
            return;
        }

        node.Stat.Write(Begin(connection, xid));
        connection.EndReply();
    }

    private void GetData(ServerConnection connection, int xid, PathWatch request)
    {
        if (Find(connection, request, WatchKind.Data, out var node) is var error and not ZooKeeperError.Ok)
        {
            Reply(connection, xid, error);
            return;
        }

        WriteData(Begin(connection, xid), node);
        connection.EndReply();
    }

    private void GetChildren(ServerConnection connection, int xid, PathWatch request, bool withStat)
    {
        if (Find(connection, request, WatchKind.Child, out var node) is var error and not ZooKeeperError.Ok)
        {
            Reply(connection, xid, error);
            return;
        }

        var writer = Begin(connection, xid);
        WriteChildren(writer, node);
        if (withStat)
        {
            node.Stat.Write(writer);
        }

        connection.EndReply();
    }

    private static void GetAcl(ServerConnection connection, int xid, string path)
    {
        var node = connection.Replica.Tree.Find(path);
        if (ErrorOf(node, AccessControl.Read | AccessControl.Admin, connection) is var error and not ZooKeeperError.Ok)
        {
            Reply(connection, xid, error);
            return;
        }

        var writer = Begin(connection, xid);
        var isAdmin = AccessControl.Allows(node!.Acl, AccessControl.Admin, connection.Identities);
        AclEntry.WriteList(writer, isAdmin ? node.Acl : AccessControl.WithoutDigests(node.Acl));
        node.Stat.Write(writer);
        connection.EndReply();
    }

    /// <summary>Several reads; each fails for itself, and none sets a watch, whatever it asks for.</summary>
    private void MultiRead(ServerConnection connection, int xid, ref JuteReader body)
    {
        var reads = new List<(OpCode OpCode, PathWatch Request)>();
        for (var header = MultiHeader.Read(ref body); !header.IsEnd; header = MultiHeader.Read(ref body))
        {
            if (header.OpCode is not (OpCode.GetData or OpCode.GetChildren))
            {
                throw new ProtocolException($"Operation {header.OpCode} is no read.");
            }

            reads.Add((header.OpCode, PathWatch.Read(ref body) with { Watch = false }));
        }

        var writer = Begin(connection, xid);
        foreach (var (opCode, request) in reads)
        {
            var error = Find(connection, request, opCode == OpCode.GetData ? WatchKind.Data : WatchKind.Child, out var node);
            MultiResult.WriteHeader(writer, opCode, error);
            if (error == ZooKeeperError.Ok && opCode == OpCode.GetData)
            {
                WriteData(writer, node);
            }
            else if (error == ZooKeeperError.Ok)
            {
                WriteChildren(writer, node);
            }
        }

        MultiHeader.End.Write(writer);
        connection.EndReply();
    }

    private static void GetEphemerals(ServerConnection connection, int xid, string? prefix)
    {
        var paths = connection.Replica.Tree.EphemeralsOf(connection.Session!.Id);
        var isAll = prefix?.Trim() is null or "" or "/";
        Begin(connection, xid).WriteStrings(isAll ? paths : [.. paths.Where(path => path.StartsWith(prefix!, StringComparison.Ordinal))]);
        connection.EndReply();
    }

    private static void CountDescendants(ServerConnection connection, int xid, string path)
    {
        var tree = connection.Replica.Tree;
        if (ErrorOf(tree.Find(path), AccessControl.Read, connection) is var error and not ZooKeeperError.Ok)
        {
            Reply(connection, xid, error);
            return;
        }

        Begin(connection, xid).WriteInt(tree.CountDescendants(path));
        connection.EndReply();
    }

    private static void WhoAmI(ServerConnection connection, int xid)
    {
        var writer = Begin(connection, xid);
        writer.WriteInt(connection.Identities.Count);
        foreach (var identity in connection.Identities)
        {
            writer.WriteString(identity.Scheme);
            writer.WriteString(AccessControl.UserOf(identity));
        }

        connection.EndReply();
    }

    /// <summary>Looks a node up, and sets the watch that was asked for only if it may be read.</summary>
    private ZooKeeperError Find(ServerConnection connection, PathWatch request, WatchKind kind, out Node node)
    {
        node = connection.Replica.Tree.Find(request.Path)!;
        var error = ErrorOf(node, AccessControl.Read, connection);
        if (error == ZooKeeperError.Ok && request.Watch)
        {
            state.Watches.Add(connection, kind, request.Path);
        }

        return error;
    }

    private static ZooKeeperError ErrorOf(Node? node, int permission, ServerConnection connection) => node is null ? ZooKeeperError.NoNode
        : AccessControl.Allows(node.Acl, permission, connection.Identities) ? ZooKeeperError.Ok
        : ZooKeeperError.NoAuth;

    private static void WriteData(FrameWriter writer, Node node)
    {
        writer.WriteBuffer(node.Data);
        node.Stat.Write(writer);
    }

    // The protocol promises no order. The real server's is that of a hash set; ours changes with every transaction, so that nobody comes to rely on it.
    private void WriteChildren(FrameWriter writer, Node node)
    {
        var names = node.Children.ToArray();
        var first = names.Length == 0 ? 0 : (int)(state.LastZxid % names.Length);
        writer.WriteInt(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            writer.WriteString(names[(first + i) % names.Length]);
        }
    }

    private static FrameWriter Begin(ServerConnection connection, int xid) => connection.BeginReply(xid, connection.Replica.LastZxid, ZooKeeperError.Ok);

    private static void Reply(ServerConnection connection, int xid, ZooKeeperError error) => connection.Reply(xid, connection.Replica.LastZxid, error);
}
