using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Watches;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>Requests that set, look for and remove watches.</summary>
internal sealed class WatchRequests(ServerState state)
{
    private const int Children = 1;
    private const int Data = 2;
    private const int Any = 3;

    // What stands for a path that is missing: no watch stands there.
    private const string NoPath = "\uFFFF";

    public void Process(ServerConnection connection, RequestHeader header, ref JuteReader body)
    {
        try
        {
            switch (header.OpCode)
            {
                case OpCode.SetWatches or OpCode.SetWatches2:
                    SetWatches(connection, SetWatchesRequest.Read(ref body));
                    if (header.OpCode == OpCode.SetWatches2)
                    {
                        AddLasting(connection, body.ReadStrings(), WatchMode.Persistent);
                        AddLasting(connection, body.ReadStrings(), WatchMode.Recursive);
                    }

                    Reply(connection, header.Xid, ZooKeeperError.Ok);
                    break;

                case OpCode.AddWatch:
                    AddLasting(connection, [body.ReadString()], ReadMode(ref body));

                    // An error's record, and there is none.
                    connection.BeginReply(header.Xid, connection.Replica.LastZxid, ZooKeeperError.Ok).WriteInt(0);
                    connection.EndReply();
                    break;

                case OpCode.CheckWatches:
                    ForEachSet(connection, header.Xid, ref body, (set, path) => Contains(set, connection, path));
                    break;

                case OpCode.RemoveWatches:
                    ForEachSet(connection, header.Xid, ref body, (set, path) => set.Remove(connection, path));
                    break;
            }
        }
        catch (ProtocolException)
        {
            Reply(connection, header.Xid, ZooKeeperError.MarshallingError);
        }
    }

    /// <summary>Fires at once what happened behind the client's last transaction, and watches the rest.</summary>
    private void SetWatches(ServerConnection connection, in SetWatchesRequest request)
    {
        var tree = connection.Replica.Tree;
        foreach (var path in request.Data)
        {
            var node = tree.Find(path);
            SendOrWatch(connection, WatchKind.Data, path, node is null ? WatchEventType.Deleted
                : node.Mzxid > request.RelativeZxid ? WatchEventType.DataChanged : null);
        }

        foreach (var path in request.Exist)
        {
            SendOrWatch(connection, WatchKind.Data, path, tree.Find(path) is null ? null : WatchEventType.Created);
        }

        foreach (var path in request.Child)
        {
            var node = tree.Find(path);
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

    private void AddLasting(ServerConnection connection, IEnumerable<string> paths, WatchMode mode)
    {
        foreach (var path in paths)
        {
            state.Watches.AddLasting(connection, path, mode);
        }
    }

    /// <summary>Asks the sets of watches that the request names, all of them, and answers NoWatcher if none agrees.</summary>
    private void ForEachSet(ServerConnection connection, int xid, ref JuteReader body, Func<WatchSet, string, bool> ask)
    {
        var path = body.ReadNullableString() ?? NoPath;
        var kind = body.ReadInt();
        var agrees = kind switch
        {
            Children => ask(state.Watches.Child, path),
            Data => ask(state.Watches.Data, path),
            Any => ask(state.Watches.Child, path) | ask(state.Watches.Data, path),
            _ => throw new ProtocolException($"There are no watches of kind {kind}."),
        };
        Reply(connection, xid, agrees ? ZooKeeperError.Ok : ZooKeeperError.NoWatcher);
    }

    private static bool Contains(WatchSet set, ServerConnection connection, string path) => path.Length == 0 || path.Contains('/', StringComparison.Ordinal)
        ? set.Contains(connection, path)
        : throw new ProtocolException($"'{path}' has no parent.");

    private static WatchMode ReadMode(ref JuteReader body) => body.ReadInt() switch
    {
        0 => WatchMode.Persistent,
        1 => WatchMode.Recursive,
        var other => throw new ProtocolException($"Watches have no mode {other}."),
    };

    private static void Reply(ServerConnection connection, int xid, ZooKeeperError error) => connection.Reply(xid, connection.Replica.LastZxid, error);
}
