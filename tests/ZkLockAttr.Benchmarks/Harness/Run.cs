using ZkLockAttr.Benchmarks.Servers;

namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>One run of the program.</summary>
internal static class Run
{
    /// <summary>Runs benchmarks one after the other, each on a server of its own unless one was given. One that fails does not keep the others from running.</summary>
    /// <returns>The exit code: 0 if nothing failed and all goals are met, else 1.</returns>
    public static async Task<int> AllAsync(IReadOnlyList<IBenchmark> benchmarks, BenchmarkOptions options)
    {
        var report = new Report(Console.Out);
        foreach (var benchmark in benchmarks)
        {
            report.Begin(benchmark);
            try
            {
                await using var server = await BenchmarkServer.StartAsync(options);
                await benchmark.RunAsync(new Setting(options, server, report));
            }
            catch (Exception exception)
            {
                report.Fail(benchmark, exception);
            }
        }

        report.Sum();
        return report.IsGood ? 0 : 1;
    }
}
