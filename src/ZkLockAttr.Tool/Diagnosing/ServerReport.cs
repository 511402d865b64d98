namespace ZkLockAttr.Tool.Diagnosing;

/// <summary>What was found out about one address of a server.</summary>
/// <param name="Server">As the connection string names it.</param>
/// <param name="Address">The address that was asked; null if the name has none.</param>
internal sealed record ServerReport(string Server, string? Address)
{
    public bool IsReachable { get; init; }

    /// <summary>Null where the server does not tell.</summary>
    public Version? Version { get; init; }

    /// <summary><c>leader</c>, <c>follower</c>, <c>observer</c>, <c>standalone</c> or <c>read-only</c>; null where the server does not tell.</summary>
    public string? Role { get; init; }

    /// <summary>How long a read takes, which the server answers alone.</summary>
    public TimeSpan? Read { get; init; }

    /// <summary>How long a write takes, which a quorum answers.</summary>
    public TimeSpan? Write { get; init; }

    /// <summary>By how much the clock of the ensemble's leader is ahead of ours.</summary>
    public TimeSpan? Clock { get; init; }

    public TimeSpan? SessionTimeout { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public bool IsHealthy => Findings.All(finding => finding.Level != FindingLevel.Problem);

    public ServerReport With(params IEnumerable<Finding> findings) => this with { Findings = [.. Findings, .. findings] };
}
