using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>The result of a <see cref="MultiStep"/>.</summary>
/// <param name="Error">Ok also for a step before the failing one, which was taken back.</param>
/// <param name="CreatedPath">The path of a created node.</param>
internal readonly record struct MultiResult(ZooKeeperError Error, string? CreatedPath)
{
    public static MultiResult Read(MultiHeader header, ref JuteReader reader)
    {
        switch (header.OpCode)
        {
            case OpCode.Error:
                return new MultiResult((ZooKeeperError)reader.ReadInt(), null);
            case OpCode.Create:
                return new MultiResult(ZooKeeperError.Ok, reader.ReadString());
            case OpCode.Create2:
                var path = reader.ReadString();
                Stat.Read(ref reader);
                return new MultiResult(ZooKeeperError.Ok, path);
            case OpCode.SetData:
                Stat.Read(ref reader);
                return default;
            default:
                return default;
        }
    }
}
