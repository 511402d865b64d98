using System.Globalization;
using System.Text;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.Differential.Tests.Scripts;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Differential.Tests.Wire;

/// <summary>Writes a server's frames as text: every field of them, and what is left over in hexadecimal.</summary>
internal sealed class Replies(Notation notation, Masks masks)
{
    public string WriteConnectResponse(ReadOnlySpan<byte> frame)
    {
        var reader = new JuteReader(frame);
        var version = reader.ReadInt();
        var timeout = reader.ReadInt();
        var session = reader.ReadLong();
        var password = reader.ReadBuffer() ?? [];
        var readOnly = reader.HasMore ? reader.ReadBool().ToString() : "absent";
        return $"version {version}, timeout {timeout}, {masks.Session(session)}, password {Masks.Password(password, session)}, read-only {readOnly}"
            + Rest(frame, ref reader);
    }

    public string WriteEvent(ReadOnlySpan<byte> frame)
    {
        var reader = new JuteReader(frame);
        var header = ReplyHeader.Read(ref reader);
        var type = (WatchEventType)reader.ReadInt();
        var state = reader.ReadInt();
        return $"event {type} {notation.Write(reader.ReadNullableString())} state {state}, zxid {header.Zxid}, error {(int)header.Error}" + Rest(frame, ref reader);
    }

    public string WriteReply(ReadOnlySpan<byte> frame, OpCode opCode)
    {
        var reader = new JuteReader(frame);
        var header = ReplyHeader.Read(ref reader);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(header.Error == ZooKeeperError.Ok ? "ok" : $"error {(int)header.Error}")} at {masks.Zxid(header.Zxid)}");
        if (reader.HasMore)
        {
            text.Append(": ");
            try
            {
                WriteBody(text, ref reader, opCode);
            }
            catch (ProtocolException e)
            {
                text.Append(CultureInfo.InvariantCulture, $"unreadable ({e.Message}) {Convert.ToHexStringLower(frame)}");
            }
        }

        return text + Rest(frame, ref reader);
    }

    private void WriteBody(StringBuilder text, ref JuteReader reader, OpCode opCode)
    {
        switch (opCode)
        {
            case OpCode.Create or OpCode.Sync:
                text.Append(notation.Write(reader.ReadNullableString()));
                break;

            case OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl:
                text.Append(notation.Write(reader.ReadNullableString())).Append(' ');
                WriteStat(text, ref reader);
                break;

            case OpCode.Exists or OpCode.SetData or OpCode.SetAcl:
                WriteStat(text, ref reader);
                break;

            case OpCode.GetData:
                text.Append(Write(reader.ReadBuffer())).Append(' ');
                WriteStat(text, ref reader);
                break;

            case OpCode.GetChildren:
                WriteNames(text, ref reader);
                break;

            case OpCode.GetChildren2:
                WriteNames(text, ref reader);
                WriteStat(text, ref reader);
                break;

            case OpCode.GetEphemerals:
                WriteNames(text, ref reader);
                break;

            case OpCode.GetAcl:
                WriteList(text, AclEntry.ReadList(ref reader).Select(entry => $"{entry.Permissions}@{entry.Scheme}@{entry.Id}"));
                WriteStat(text, ref reader);
                break;

            case OpCode.WhoAmI:
                var identities = new string[reader.ReadCount(2 * sizeof(int))];
                for (var i = 0; i < identities.Length; i++)
                {
                    identities[i] = $"{reader.ReadNullableString()}@{reader.ReadNullableString()}";
                }

                WriteList(text, identities);
                break;

            case OpCode.AddWatch or OpCode.GetAllChildrenNumber:
                text.Append(reader.ReadInt());
                break;

            case OpCode.Sasl:
                text.Append(Write(reader.ReadBuffer()));
                break;

            case OpCode.Multi or OpCode.MultiRead:
                WriteParts(text, ref reader);
                break;
        }
    }

    private void WriteParts(StringBuilder text, ref JuteReader reader)
    {
        for (var header = MultiHeader.Read(ref reader); !header.IsEnd; header = MultiHeader.Read(ref reader))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {(int)header.OpCode} {(int)header.Error} ");
            if (header.OpCode == OpCode.Error)
            {
                text.Append(reader.ReadInt()).Append(' ');
            }
            else
            {
                WriteBody(text, ref reader, header.OpCode);
                text.Append(' ');
            }
        }

        text.Append("| end");
    }

    private void WriteNames(StringBuilder text, ref JuteReader reader)
    {
        var names = new string?[reader.ReadCount(sizeof(int))];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadNullableString();
        }

        WriteList(text, names.Select(name => name?.Contains('/') == true ? notation.Write(name) : name));
    }

    private static void WriteList(StringBuilder text, IEnumerable<string?> elements) =>
        text.Append('[').AppendJoin(' ', KnownDifferences.Ordered(elements)).Append("] ");

    private void WriteStat(StringBuilder text, ref JuteReader reader)
    {
        var stat = Stat.Read(ref reader);
        text.Append(CultureInfo.InvariantCulture, $"created {masks.Zxid(stat.Czxid)} {Masks.Time(stat.Ctime)}, changed {masks.Zxid(stat.Mzxid)} {Masks.Time(stat.Mtime)}, ")
            .Append(CultureInfo.InvariantCulture, $"children {masks.Zxid(stat.Pzxid)}, versions {stat.Version} {stat.Cversion} {stat.Aversion}, ")
            .Append(CultureInfo.InvariantCulture, $"owner {masks.Session(stat.EphemeralOwner)}, {stat.DataLength} bytes, {stat.NumChildren} children");
    }

    private static string Write(byte[]? data) => data is null ? "null"
        : data.Length > 64 ? $"{data.Length} bytes {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(data))[..16]}"
        : $"'{Encoding.UTF8.GetString(data)}'";

    /// <summary>What nobody has read.</summary>
    private static string Rest(ReadOnlySpan<byte> frame, ref JuteReader reader)
    {
        var count = 0;
        for (; reader.HasMore; count++)
        {
            reader.ReadBool();
        }

        return count == 0 ? "" : $", and {Convert.ToHexStringLower(frame[^count..])}";
    }
}
