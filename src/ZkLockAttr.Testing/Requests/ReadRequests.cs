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
                case OpCode.Sync:
                    var path = body.ReadString();
                    Begin(connection, header.Xid).WriteString(path);
                    connection.EndReply();
                    break;
                case OpCode.SetWatches:
                    SetWatches(connection, SetWatchesRequest.Read(ref body));
                    Reply(connection, header.Xid, ZooKeeperError.Ok);
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

        if (state.Tree.Find(request.Path) is not { } node)
        {
            Reply(connection, xid, ZooKeeperError.NoNode);
            return;
        }

        node.Stat.Write(Begin(connection, xid));
        connection.EndReply();
    }

    private void GetData(ServerConnection connection, int xid, PathWatch request)
    {
        if (Find(connection, xid, request, WatchKind.Data) is not { } node)
        {
            return;
        }

        var writer = Begin(connection, xid);
        writer.WriteBuffer(node.Data);
        node.Stat.Write(writer);
        connection.EndReply();
    }

    private void GetChildren(ServerConnection connection, int xid, PathWatch request, bool withStat)
    {
        if (Find(connection, xid, request, WatchKind.Child) is not { } node)
        {
            return;
        }

        // The protocol promises no order. The real server's is that of a hash set; ours changes with every transaction, so that nobody comes to rely on it.
        var names = node.Children.ToArray();
        var first = names.Length == 0 ? 0 : (int)(state.LastZxid % names.Length);
        var writer = Begin(connection, xid);
        writer.WriteInt(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            writer.WriteString(names[(first + i) % names.Length]);
        }

        if (withStat)
        {
            node.Stat.Write(writer);
        }

        connection.EndReply();
    }

    private void GetAcl(ServerConnection connection, int xid, string path)
    {
        if (state.Tree.Find(path) is not { } node)
        {
            Reply(connection, xid, ZooKeeperError.NoNode);
            return;
        }

        if (!AccessControl.Allows(node.Acl, AccessControl.Read | AccessControl.Admin, connection.Identities))
        {
            Reply(connection, xid, ZooKeeperError.NoAuth);
            return;
        }

        var writer = Begin(connection, xid);
        AclEntry.WriteList(writer, node.Acl);
        node.Stat.Write(writer);
        connection.EndReply();
    }

    /// <summary>Fires at once what happened behind the client's last transaction, and watches the rest.</summary>
    private void SetWatches(ServerConnection connection, in SetWatchesRequest request)
    {
        foreach (var path in request.Data)
        {
            var node = state.Tree.Find(path);
            SendOrWatch(connection, WatchKind.Data, path, node is null ? WatchEventType.Deleted
                : node.Mzxid > request.RelativeZxid ? WatchEventType.DataChanged : null);
        }

        foreach (var path in request.Exist)
        {
            SendOrWatch(connection, WatchKind.Data, path, state.Tree.Find(path) is null ? null : WatchEventType.Created);
        }

        foreach (var path in request.Child)
        {
            var node = state.Tree.Find(path);
            SendOrWatch(connection, WatchKind.Child, path, node is null ? WatchEventType.Deleted
                : node.Pzxid > request.RelativeZxid ? WatchEventType.ChildrenChanged : null);
        }
    }

    private void SendOrWatch(ServerConnection connection, WatchKind kind, string path, WatchEventType? happened)
    {
        if (happened is { } type)
        {
            connection.SendEvent(type, path);
        }
        else
        {
            state.Watches.Add(connection, kind, path);
        }
    }

    private Node? Find(ServerConnection connection, int xid, PathWatch request, WatchKind kind)
    {
        var node = state.Tree.Find(request.Path);
        var error = node is null ? ZooKeeperError.NoNode
            : !AccessControl.Allows(node.Acl, AccessControl.Read, connection.Identities) ? ZooKeeperError.NoAuth
            : ZooKeeperError.Ok;
        if (error != ZooKeeperError.Ok)
        {
            Reply(connection, xid, error);
            return null;
        }

        if (request.Watch)
        {
            state.Watches.Add(connection, kind, request.Path);
        }

        return node;
    }

    private FrameWriter Begin(ServerConnection connection, int xid) => connection.BeginReply(xid, state.LastZxid, ZooKeeperError.Ok);

    private void Reply(ServerConnection connection, int xid, ZooKeeperError error) => connection.Reply(xid, state.LastZxid, error);
}
