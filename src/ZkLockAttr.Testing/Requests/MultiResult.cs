using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>One part of the answer to a multi or multiRead.</summary>
internal static class MultiResult
{
    /// <summary>What stands before the part's own body; a part that failed has the error once more instead of one.</summary>
    public static void WriteHeader(FrameWriter writer, OpCode opCode, ZooKeeperError error)
    {
        if (error == ZooKeeperError.Ok)
        {
            new MultiHeader(opCode, false, ZooKeeperError.Ok).Write(writer);
        }
        else
        {
            WriteError(writer, error);
        }
    }

    /// <summary>Also of parts that did not fail, if another part of their multi did.</summary>
    public static void WriteError(FrameWriter writer, ZooKeeperError error)
    {
        new MultiHeader(OpCode.Error, false, error).Write(writer);
        writer.WriteInt((int)error);
    }
}
