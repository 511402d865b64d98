namespace ZkLockAttr.TestServers.Faults;

/// <summary>A connection that is to be cut in the middle of the next frame that goes this way.</summary>
internal sealed record Tear(Traffic Traffic)
{
    public TaskCompletionSource Happened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
