using System.Globalization;
using System.Text;
using ZkLockAttr.Differential.Tests.Scripts;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Differential.Tests.Wire;

/// <summary>Writes the requests that a script names.</summary>
/// <param name="notation">How the script writes things.</param>
/// <param name="zxidOf">The transaction that a script means by <c>zxid=</c>.</param>
internal sealed class Requests(Notation notation, Func<string, long> zxidOf)
{
    private static readonly Dictionary<string, OpCode> OpCodes = new()
    {
        ["create"] = OpCode.Create,
        ["create2"] = OpCode.Create2,
        ["createContainer"] = OpCode.CreateContainer,
        ["createTtl"] = OpCode.CreateTtl,
        ["delete"] = OpCode.Delete,
        ["exists"] = OpCode.Exists,
        ["getData"] = OpCode.GetData,
        ["setData"] = OpCode.SetData,
        ["getAcl"] = OpCode.GetAcl,
        ["setAcl"] = OpCode.SetAcl,
        ["getChildren"] = OpCode.GetChildren,
        ["getChildren2"] = OpCode.GetChildren2,
        ["sync"] = OpCode.Sync,
        ["ping"] = OpCode.Ping,
        ["check"] = OpCode.Check,
        ["multi"] = OpCode.Multi,
        ["multiRead"] = OpCode.MultiRead,
        ["reconfig"] = OpCode.Reconfig,
        ["checkWatches"] = OpCode.CheckWatches,
        ["removeWatches"] = OpCode.RemoveWatches,
        ["auth"] = OpCode.Auth,
        ["sasl"] = OpCode.Sasl,
        ["setWatches"] = OpCode.SetWatches,
        ["setWatches2"] = OpCode.SetWatches2,
        ["addWatch"] = OpCode.AddWatch,
        ["getEphemerals"] = OpCode.GetEphemerals,
        ["countDescendants"] = OpCode.GetAllChildrenNumber,
        ["whoAmI"] = OpCode.WhoAmI,
        ["closeSession"] = OpCode.CloseSession,
    };

    /// <summary>Only inside a multi: outside, it makes a real server write a log that nobody can read again.</summary>
    private const string Check = "check";

    public static OpCode OpCodeOf(Command command) => command.Verb == "op"
        ? (OpCode)int.Parse(command.Word(0), CultureInfo.InvariantCulture)
        : OpCodes.TryGetValue(command.Verb, out var opCode) ? opCode
        : throw new FormatException($"'{command.Verb}' is no request.");

    /// <summary>Writes a whole frame.</summary>
    public void WriteFrame(FrameWriter writer, Command command, int xid)
    {
        var opCode = OpCodeOf(command);
        if (opCode == OpCode.Check)
        {
            throw new FormatException($"'{Check}' stands outside a multi.");
        }

        writer.BeginFrame();
        new RequestHeader(xid, opCode).Write(writer);
        WriteBody(writer, command, opCode);
        writer.EndFrame();
    }

    private void WriteBody(FrameWriter writer, Command command, OpCode opCode)
    {
        if (command.Verb == "op")
        {
            writer.WriteRaw(command.Words.Count > 1 ? Convert.FromHexString(command.Word(1)) : []);
            return;
        }

        switch (opCode)
        {
            case OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl:
                WriteCreate(writer, command, opCode);
                break;

            case OpCode.Delete or OpCode.Check:
                writer.WriteString(notation.Path(command.Word(0)));
                writer.WriteInt(command.Number("v", -1));
                break;

            case OpCode.Exists or OpCode.GetData or OpCode.GetChildren or OpCode.GetChildren2:
                writer.WriteString(notation.Path(command.Word(0)));
                writer.WriteBool(command.Has("watch"));
                break;

            case OpCode.SetData:
                writer.WriteString(notation.Path(command.Word(0)));
                writer.WriteBuffer(Notation.Data(command.Option("data")));
                writer.WriteInt(command.Number("v", -1));
                break;

            case OpCode.SetAcl:
                writer.WriteString(notation.Path(command.Word(0)));
                AclEntry.WriteList(writer, Notation.Acl(command.Option("acl")));
                writer.WriteInt(command.Number("v", -1));
                break;

            case OpCode.GetAcl or OpCode.Sync or OpCode.GetEphemerals or OpCode.GetAllChildrenNumber:
                writer.WriteString(notation.Path(command.Word(0)));
                break;

            case OpCode.CheckWatches or OpCode.RemoveWatches or OpCode.AddWatch:
                writer.WriteString(notation.Path(command.Word(0)));
                writer.WriteInt(int.Parse(command.Word(1), CultureInfo.InvariantCulture));
                break;

            case OpCode.Multi or OpCode.MultiRead:
                WriteParts(writer, command);
                break;

            case OpCode.SetWatches or OpCode.SetWatches2:
                WriteWatches(writer, command, opCode);
                break;

            case OpCode.Auth:
                writer.WriteInt(0);
                writer.WriteString(command.Word(0));
                writer.WriteBuffer(command.Words.Count > 1 ? Encoding.UTF8.GetBytes(command.Word(1)) : []);
                break;

            case OpCode.Sasl:
                writer.WriteBuffer(Notation.Data(command.Option("token")) ?? []);
                break;

            case OpCode.Reconfig:
                writer.WriteString(null);
                writer.WriteString(null);
                writer.WriteString(command.Option("members"));
                writer.WriteLong(-1);
                break;
        }
    }

    private void WriteCreate(FrameWriter writer, Command command, OpCode opCode)
    {
        writer.WriteString(notation.Path(command.Word(0)));
        writer.WriteBuffer(Notation.Data(command.Option("data")));
        AclEntry.WriteList(writer, Notation.Acl(command.Option("acl")));
        writer.WriteInt(command.Number("flags", opCode == OpCode.CreateContainer ? 4 : opCode == OpCode.CreateTtl ? 5 : 0));
        if (opCode == OpCode.CreateTtl)
        {
            writer.WriteLong(long.Parse(command.Option("ttl") ?? "1000", CultureInfo.InvariantCulture));
        }
    }

    private void WriteParts(FrameWriter writer, Command command)
    {
        foreach (var part in command.Parts)
        {
            var opCode = OpCodeOf(part);
            MultiHeader.Request(opCode).Write(writer);
            WriteBody(writer, part, opCode);
        }

        MultiHeader.End.Write(writer);
    }

    private void WriteWatches(FrameWriter writer, Command command, OpCode opCode)
    {
        writer.WriteLong(zxidOf(command.Option("zxid") ?? "0"));
        writer.WriteStrings(notation.Paths(command.Option("data")));
        writer.WriteStrings(notation.Paths(command.Option("exist")));
        writer.WriteStrings(notation.Paths(command.Option("child")));
        if (opCode == OpCode.SetWatches2)
        {
            writer.WriteStrings(notation.Paths(command.Option("persistent")));
            writer.WriteStrings(notation.Paths(command.Option("recursive")));
        }
    }
}
