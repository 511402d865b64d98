using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>The result of a <see cref="MultiStep"/>.</summary>
/// <param name="Error">Ok also for a step before the failing one, which was taken back.</param>
/// <param name="CreatedNumber">The number that the server has given to a sequential node.</param>
internal readonly record struct MultiResult(ZooKeeperError Error, int CreatedNumber)
{
    /// <exception cref="ProtocolException">It is no result of that step.</exception>
    public static MultiResult Read(MultiHeader header, MultiStep step, ref JuteReader reader)
    {
        if (header.OpCode == OpCode.Error)
        {
            return new MultiResult((ZooKeeperError)reader.ReadInt(), 0);
        }

        if (header.OpCode != step.OpCode)
        {
            throw new ProtocolException($"A step of kind {step.OpCode} was answered as {header.OpCode}.");
        }

        switch (step)
        {
            case MultiStep.Create create:
                return new MultiResult(ZooKeeperError.Ok, Wire.Records.CreatedPath.Read(ref reader, create.Asked, create.Mode));
            case MultiStep.SetData:
                Stat.Read(ref reader);
                return default;
            default:
                return default;
        }
    }
}
