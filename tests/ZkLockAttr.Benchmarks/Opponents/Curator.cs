using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>Curator's InterProcessMutex, in a Java process that optimizes.</summary>
internal static class Curator
{
    // Until the JVM has compiled what is called often.
    private const int WarmUpCycles = 8000;

    private static readonly CuratorProgram Program = new("CuratorOpponent.java", typeof(Curator).Assembly);

    public static Task<DrivenOpponent> StartAsync(string server, string name = "Curator")
    {
        CuratorClient.Availability.Demand();
        return DrivenOpponent.StartAsync(name, WarmUpCycles, server, "java", Program.Arguments(Jvm.ForSpeed()));
    }
}
