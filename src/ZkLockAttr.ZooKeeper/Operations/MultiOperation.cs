using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Several steps as one transaction: all or none.</summary>
internal sealed class MultiOperation(IOperationOwner owner, IReadOnlyList<MultiStep> steps) : Operation(owner)
{
    public IReadOnlyList<MultiStep> Steps => steps;

    /// <summary>The results, a step each; empty until answered and where the whole request failed.</summary>
    public IReadOnlyList<MultiResult> Results { get; private set; } = [];

    public override string Path => steps[0].Path.ToString();

    /// <summary>The step that made the transaction fail, -1 if none did.</summary>
    public int FailedStep
    {
        get
        {
            // Before the failing step stand zeros, behind it RuntimeInconsistency.
            for (var i = 0; i < Results.Count; i++)
            {
                if (Results[i].Error is not (ZooKeeperError.Ok or ZooKeeperError.RuntimeInconsistency))
                {
                    return i;
                }
            }

            return -1;
        }
    }

    internal override OpCode OpCode => OpCode.Multi;

    // A failed transaction is logged by a quorum as well; its error stands in the results, not in the header.
    internal override bool ProvesQuorum => Error == ZooKeeperError.Ok;

    internal override void WriteBody(FrameWriter writer)
    {
        foreach (var step in steps)
        {
            MultiHeader.Request(step.OpCode).Write(writer);
            step.Write(writer);
        }

        MultiHeader.End.Write(writer);
    }

    internal override void ReadBody(ref JuteReader reader)
    {
        var results = new List<MultiResult>(steps.Count);
        for (var header = MultiHeader.Read(ref reader); !header.IsEnd; header = MultiHeader.Read(ref reader))
        {
            if (results.Count == steps.Count)
            {
                throw new ProtocolException($"More results than the {steps.Count} steps of a transaction.");
            }

            results.Add(MultiResult.Read(header, steps[results.Count], ref reader));
        }

        if (results.Count < steps.Count)
        {
            throw new ProtocolException($"{results.Count} results for the {steps.Count} steps of a transaction.");
        }

        Results = results;
    }
}
