using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>How a <see cref="RealEnsemble"/> is set up.</summary>
public sealed record RealEnsembleOptions
{
    /// <summary>The servers' tick. Session time-outs are clamped to 2 to 20 of them. Default 500 ms: sessions of 1 to 10 s.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After so many ticks of silence a follower and its leader give each other up. Default 6.</summary>
    public int SyncLimit { get; init; } = 6;

    /// <summary>The JVM's <c>-Xmx</c>. Default 128m.</summary>
    public string MaxMemory { get; init; } = "128m";

    /// <summary>Whether the JVMs optimize, which takes memory and thousands of requests. Default: they do not, and stand sooner.</summary>
    public bool IsForSpeed { get; init; }

    /// <summary>More lines for the servers' configurations.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>
    /// Whether servers can be cut off from one another: see <see cref="EnsembleNetwork"/>, which takes root's rights. Default: all are on the
    /// loopback address.
    /// </summary>
    public bool CanBeCut { get; init; }

    /// <summary>Where ports come from, on the loopback address: for each server one for clients, one for the quorum and one for elections.</summary>
    internal Func<int> FindPort { get; init; } = FreePort.Find;
}
