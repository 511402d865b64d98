using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>Our locks in a process of their own: this program, started with another command.</summary>
internal static class OurProcess
{
    /// <summary>The command that makes this program such a process.</summary>
    public const string Command = "opponent";

    /// <summary>After the command: its callers may get the lock from one another.</summary>
    public const string HandOver = "hand-over";

    /// <summary>After the command: each of its callers has a session of its own.</summary>
    public const string OwnSessions = "own-sessions";

    private const int WarmUpCycles = 3000;

    /// <summary>Starts one.</summary>
    /// <param name="server">Where the server is.</param>
    /// <param name="name">What it is called in tables.</param>
    /// <param name="options">See the constants.</param>
    public static Task<DrivenOpponent> StartAsync(string server, string name = "ours", params IEnumerable<string> options) =>
        DrivenOpponent.StartAsync(name, WarmUpCycles, server, Environment.ProcessPath!, [Command, .. options]);
}
