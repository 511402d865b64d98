namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>Why each server was of no use when it was last tried.</summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class ServerFailures
{
    // Names of servers change where a host's addresses do: the oldest make way.
    private const int Kept = 64;

    private readonly List<(string Server, string Reason)> _failures = [];

    public void Add(string server, string reason)
    {
        _failures.RemoveAll(failure => failure.Server == server);
        if (_failures.Count == Kept)
        {
            _failures.RemoveAt(0);
        }

        _failures.Add((server, reason));
    }

    /// <summary>A server is of use: what was before is of no interest any more.</summary>
    public void Clear() => _failures.Clear();

    /// <summary>Each server and its reason, null if there are none.</summary>
    public string? Describe() => _failures.Count == 0
        ? null
        : string.Join("; ", _failures.OrderBy(failure => failure.Server, StringComparer.Ordinal).Select(failure => $"{failure.Server}: {failure.Reason}"));
}
