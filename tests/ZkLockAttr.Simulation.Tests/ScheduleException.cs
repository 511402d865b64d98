namespace ZkLockAttr.Simulation.Tests;

/// <summary>A schedule that broke what must hold, and how to see it again.</summary>
internal sealed class ScheduleException(int seed, Exception inner)
    : Exception($"Seed {seed}: {inner.Message} To repeat it: {SimulationTests.SeedVariable}={seed} ./test Simulation", inner)
{
    public int Seed => seed;
}
