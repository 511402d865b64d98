namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>What an opponent is asked to do: acquire and release, again and again.</summary>
/// <param name="Lock">The lock's name.</param>
internal sealed record Work(string Lock)
{
    /// <summary>How many do it at the same time, in one process.</summary>
    public int Callers { get; init; } = 1;

    /// <summary>How often each caller does it; 0 if <see cref="Duration"/> says.</summary>
    public int Cycles { get; init; }

    /// <summary>For how long.</summary>
    public TimeSpan Duration { get; init; }
}
