using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>kazoo's Lock, in a Python process.</summary>
internal static class Kazoo
{
    // Python does not get faster; its server does.
    private const int WarmUpCycles = 500;

    public static Task<DrivenOpponent> StartAsync(string server, string name = "kazoo")
    {
        KazooClient.Availability.Demand();
        return DrivenOpponent.StartAsync(name, WarmUpCycles, server, KazooClient.Python, ["-c", ReadProgram()]);
    }

    private static string ReadProgram()
    {
        using var stream = typeof(Kazoo).Assembly.GetManifestResourceStream("kazoo_opponent.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
