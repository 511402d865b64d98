namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>What was asked for on the command line.</summary>
internal sealed record BenchmarkOptions
{
    private const int UsualRounds = 7;
    private const int QuickRounds = 3;

    /// <summary>A server that runs already, <c>host:port</c>; null to start one.</summary>
    public string? ZooKeeper { get; init; }

    /// <summary>Three servers, of which one that follows is asked.</summary>
    public bool Ensemble { get; init; }

    /// <summary>What is added to each way between client and server.</summary>
    public TimeSpan Rtt { get; init; }

    /// <summary>Whether the servers wait for their disks before they answer a write.</summary>
    public bool Fsync { get; init; }

    /// <summary>How often each opponent has its turn; 0 for the usual number.</summary>
    public int GivenRounds { get; init; }

    /// <summary>Small numbers: to see that all works, and roughly how fast.</summary>
    public bool Quick { get; init; }

    /// <summary>How often each opponent has its turn.</summary>
    public int Rounds => GivenRounds > 0 ? GivenRounds : Quick ? QuickRounds : UsualRounds;

    /// <summary>How long an opponent may warm up.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 2 : 15);

    /// <summary>How long a turn lasts that is measured by time.</summary>
    public TimeSpan Turn => TimeSpan.FromSeconds(Quick ? 0.5 : 2);

    /// <summary>How many cycles a turn has that is measured by cycles.</summary>
    public int Cycles => Quick ? 200 : 500;
}
