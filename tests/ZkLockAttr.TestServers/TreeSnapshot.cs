using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.TestServers;

/// <summary>
/// Writes the file in which ZooKeeper keeps a tree (its FileSnap), for states that would take years to reach: a node that has had nearly 2^31 children.
/// </summary>
public static class TreeSnapshot
{
    private const int Magic = 0x5A4B534E; // ZKSN
    private const int Version = 2;
    private const long Database = -1;
    private const long OpenAcl = 1;
    private const uint AdlerModulus = 65521;

    /// <summary>A tree of empty nodes.</summary>
    /// <param name="counters">Children of the root, and how many children each of them has had.</param>
    public static byte[] Write(IReadOnlyDictionary<string, int> counters)
    {
        var writer = new FrameWriter();
        writer.WriteInt(Magic);
        writer.WriteInt(Version);
        writer.WriteLong(Database);
        writer.WriteInt(0); // sessions
        writer.WriteInt(1); // access control lists, by number
        writer.WriteLong(OpenAcl);
        AclEntry.WriteList(writer, AclEntry.Open);
        WriteNode(writer, "", 0);
        WriteNode(writer, "/zookeeper", 0);
        WriteNode(writer, "/zookeeper/quota", 0);
        foreach (var (path, counter) in counters)
        {
            WriteNode(writer, path, counter);
        }

        WriteEnd(writer);
        writer.WriteLong(Adler(writer.Written));
        WriteEnd(writer);
        return writer.Written.ToArray();
    }

    private static void WriteNode(FrameWriter writer, string path, int childrenCreated)
    {
        writer.WriteString(path);
        writer.WriteBuffer([]);
        writer.WriteLong(OpenAcl);
        writer.WriteLong(0); // czxid
        writer.WriteLong(0); // mzxid
        writer.WriteLong(0); // ctime
        writer.WriteLong(0); // mtime
        writer.WriteInt(0); // version
        writer.WriteInt(childrenCreated);
        writer.WriteInt(0); // aversion
        writer.WriteLong(0); // owner
        writer.WriteLong(0); // pzxid
    }

    private static void WriteEnd(FrameWriter writer) => writer.WriteString("/");

    private static uint Adler(ReadOnlySpan<byte> bytes)
    {
        var (a, b) = (1u, 0u);
        foreach (var value in bytes)
        {
            a = (a + value) % AdlerModulus;
            b = (b + a) % AdlerModulus;
        }

        return (b << 16) | a;
    }
}
