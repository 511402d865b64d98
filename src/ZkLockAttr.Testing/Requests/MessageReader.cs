using ZkLockAttr.Testing.Core;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>Says what a request is without applying it.</summary>
internal static class MessageReader
{
    public static ServerOperation OperationOf(OpCode opCode) => opCode switch
    {
        OpCode.Create => ServerOperation.Create,
        OpCode.Create2 => ServerOperation.Create2,
        OpCode.CreateContainer => ServerOperation.CreateContainer,
        OpCode.Delete => ServerOperation.Delete,
        OpCode.Exists => ServerOperation.Exists,
        OpCode.GetData => ServerOperation.GetData,
        OpCode.SetData => ServerOperation.SetData,
        OpCode.GetAcl => ServerOperation.GetAcl,
        OpCode.SetAcl => ServerOperation.SetAcl,
        OpCode.GetChildren => ServerOperation.GetChildren,
        OpCode.GetChildren2 => ServerOperation.GetChildren2,
        OpCode.Sync => ServerOperation.Sync,
        OpCode.Ping => ServerOperation.Ping,
        OpCode.Multi => ServerOperation.Multi,
        OpCode.Auth => ServerOperation.Auth,
        OpCode.SetWatches => ServerOperation.SetWatches,
        OpCode.CloseSession => ServerOperation.CloseSession,
        OpCode.Reconfig => ServerOperation.Reconfig,
        OpCode.CheckWatches => ServerOperation.CheckWatches,
        OpCode.RemoveWatches => ServerOperation.RemoveWatches,
        OpCode.CreateTtl => ServerOperation.CreateTtl,
        OpCode.MultiRead => ServerOperation.MultiRead,
        OpCode.Sasl => ServerOperation.Sasl,
        OpCode.GetEphemerals => ServerOperation.GetEphemerals,
        OpCode.GetAllChildrenNumber => ServerOperation.GetAllChildrenNumber,
        OpCode.SetWatches2 => ServerOperation.SetWatches2,
        OpCode.AddWatch => ServerOperation.AddWatch,
        OpCode.WhoAmI => ServerOperation.WhoAmI,
        _ => ServerOperation.Unknown,
    };

    public static ServerMessage Read(ServerConnection connection, ReadOnlySpan<byte> payload)
    {
        var reader = new JuteReader(payload);
        if (connection.Session is not { } session)
        {
            var sessionId = ConnectRequest.Read(ref reader).SessionId;
            return new ServerMessage(ServerOperation.Connect, [], sessionId, connection.Endpoint);
        }

        var opCode = RequestHeader.Read(ref reader).OpCode;
        return new ServerMessage(OperationOf(opCode), ReadPaths(opCode, ref reader), session.Id, connection.Endpoint);
    }

    private static List<string> ReadPaths(OpCode opCode, ref JuteReader body)
    {
        try
        {
            switch (opCode)
            {
                case OpCode.Multi:
                    return [.. WriteOperation.ReadMulti(ref body).Select(operation => operation.Path ?? "")];

                case OpCode.MultiRead:
                    return ReadMultiRead(ref body);

                case OpCode.SetWatches or OpCode.SetWatches2:
                    var watches = SetWatchesRequest.Read(ref body);
                    string[] lasting = opCode == OpCode.SetWatches2 ? [.. body.ReadStrings(), .. body.ReadStrings()] : [];
                    return [.. watches.Data, .. watches.Exist, .. watches.Child, .. lasting];

                case OpCode.Ping or OpCode.Auth or OpCode.Sasl or OpCode.Reconfig or OpCode.WhoAmI or OpCode.CloseSession:
                    return [];

                default:
                    return OperationOf(opCode) == ServerOperation.Unknown ? [] : [body.ReadString()];
            }
        }
        catch (ProtocolException)
        {
            return []; // malformed: the request will be answered so
        }
    }

    private static List<string> ReadMultiRead(ref JuteReader body)
    {
        var paths = new List<string>();
        while (!MultiHeader.Read(ref body).IsEnd)
        {
            paths.Add(PathWatch.Read(ref body).Path);
        }

        return paths;
    }
}
