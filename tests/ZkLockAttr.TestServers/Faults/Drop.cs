namespace ZkLockAttr.TestServers.Faults;

/// <summary>A connection that is to be dropped at the next request that matches.</summary>
/// <param name="Matches">Which request.</param>
/// <param name="IsAfter">Whether the request reaches the server and only its answer is lost.</param>
internal sealed record Drop(Func<ProxiedRequest, bool> Matches, bool IsAfter)
{
    public TaskCompletionSource Happened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
