using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>
/// A request to ZooKeeper and its answer. Written and completed under the session's gate; once completed, it can be submitted again.
/// </summary>
internal abstract class Operation(IOperationOwner owner)
{
    /// <summary>How it ended. <see cref="ZooKeeperError.ConnectionLoss"/>: the outcome is unknown.</summary>
    public ZooKeeperError Error { get; private set; }

    /// <summary>The server's last transaction when it answered; for a successful write, the write's own.</summary>
    public long Zxid { get; private set; }

    /// <summary>The node that the request is about.</summary>
    public abstract string Path { get; }

    /// <summary>When it was written to a connection, by the session's clock.</summary>
    internal TimeSpan SentAt { get; set; }

    internal int Xid { get; set; }

    /// <summary>Whether it is submitted and not completed.</summary>
    internal bool IsPending { get; set; }

    /// <summary>Whether a ping was sent behind it because it was not answered (ZOOKEEPER-4537).</summary>
    internal bool IsNudged { get; set; }

    internal abstract OpCode OpCode { get; }

    /// <summary>Whether the answer that is here now proves that a quorum was there when the operation was done.</summary>
    internal virtual bool ProvesQuorum => false;

    internal abstract void WriteBody(FrameWriter writer);

    internal virtual void ReadBody(ref JuteReader reader)
    {
    }

    /// <summary>Takes the answer's header, or the reason why there will be none.</summary>
    internal void End(ZooKeeperError error, long zxid = 0)
    {
        IsPending = false;
        Error = error;
        Zxid = zxid;
    }

    internal void Complete() => owner.OnCompleted(this);

    /// <summary>Answers to writes that come from the transaction log, and so from a quorum, though the write failed.</summary>
    private protected static bool IsCommittedWrite(ZooKeeperError error) => error is
        ZooKeeperError.Ok or ZooKeeperError.NoNode or ZooKeeperError.NodeExists or ZooKeeperError.BadVersion or ZooKeeperError.NotEmpty;
}
