namespace ZkLockAttr.TestServers.Faults;

/// <summary>Somebody waits for a request, or for the server's answer to one.</summary>
internal sealed record Expectation(Func<ProxiedRequest, bool> Matches)
{
    public TaskCompletionSource<ProxiedRequest> Met { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
