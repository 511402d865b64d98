namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <summary>Sets a lost connection's watches again.</summary>
/// <param name="RelativeZxid">What changed behind this transaction is reported at once.</param>
/// <param name="Data">Nodes that were there when they were watched.</param>
/// <param name="Exist">Nodes that were not there when they were watched.</param>
/// <param name="Child">Nodes whose children are watched.</param>
internal readonly record struct SetWatchesRequest(long RelativeZxid, string[] Data, string[] Exist, string[] Child)
{
    public static SetWatchesRequest Read(ref JuteReader reader) =>
        new(reader.ReadLong(), reader.ReadStrings(), reader.ReadStrings(), reader.ReadStrings());

    public void Write(FrameWriter writer)
    {
        writer.WriteLong(RelativeZxid);
        writer.WriteStrings(Data);
        writer.WriteStrings(Exist);
        writer.WriteStrings(Child);
    }
}
