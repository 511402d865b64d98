namespace ZkLockAttr.ZooKeeper.Wire.Records;

internal readonly record struct AclEntry(int Permissions, string Scheme, string Id)
{
    public const int AllPermissions = 31;

    /// <summary>Everybody may do everything.</summary>
    public static readonly AclEntry[] Open = [new(AllPermissions, "world", "anyone")];

    public static AclEntry[] ReadList(ref JuteReader reader)
    {
        var entries = new AclEntry[reader.ReadCount(elementSize: 3 * sizeof(int))];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new AclEntry(reader.ReadInt(), reader.ReadNullableString() ?? "", reader.ReadNullableString() ?? "");
        }

        return entries;
    }

    public static void WriteList(FrameWriter writer, ReadOnlySpan<AclEntry> entries)
    {
        writer.WriteInt(entries.Length);
        foreach (var entry in entries)
        {
            writer.WriteInt(entry.Permissions);
            writer.WriteString(entry.Scheme);
            writer.WriteString(entry.Id);
        }
    }
}
