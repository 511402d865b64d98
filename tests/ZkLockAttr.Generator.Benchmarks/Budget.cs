using System.Globalization;
using BenchmarkDotNet.Reports;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>The goals, and what was measured: KB a method that a generator allocates above Roslyn's own floor.</summary>
internal static class Budget
{
    public static void Print(Summary generators, Summary halves)
    {
        Print(generators);
        Ratio("half-bytes-beyond-name", HalfBytes(halves, nameof(HalfBenchmarks.WithHandle), nameof(HalfBenchmarks.Name)), 0);
        Ratio("half-bytes-beyond-request", HalfBytes(halves, nameof(HalfBenchmarks.WithoutToken), nameof(HalfBenchmarks.Request)), 0);
        Ratio("half-bytes-beyond-request-cancellable", HalfBytes(halves, nameof(HalfBenchmarks.WithCancellableToken), nameof(HalfBenchmarks.Request)), 0);
        Ratio("half-bytes-beyond-request-blocking", HalfBytes(halves, nameof(HalfBenchmarks.Blocking), nameof(HalfBenchmarks.Request)), 0);
    }

    private static void Print(Summary summary)
    {
        var edit = AboveFloor(summary, nameof(GeneratorBenchmarks.UnrelatedEdit), Subject.Lock, Subject.LockFloor);
        var cold = AboveFloor(summary, nameof(GeneratorBenchmarks.Cold), Subject.Lock, Subject.LockFloor);
        var yardstickEdit = AboveFloor(summary, nameof(GeneratorBenchmarks.UnrelatedEdit), Subject.LoggerMessage, Subject.LoggerMessageFloor);
        var yardstickCold = AboveFloor(summary, nameof(GeneratorBenchmarks.Cold), Subject.LoggerMessage, Subject.LoggerMessageFloor);

        var symbols = AboveFloor(summary, nameof(GeneratorBenchmarks.UnrelatedEdit), Subject.LockSymbols, Subject.OneLockFloor);
        var search = AboveFloor(summary, nameof(GeneratorBenchmarks.UnrelatedEdit), Subject.LockFloor, Subject.OneLockFloor);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Roslyn's own symbols take {symbols:0.##} KB of each method's KB; looking for a second attribute takes {search * Workload.Methods:0} KB an edit, however many methods have one."));
        Ratio("emits-per-unrelated-edit", EmitCount.AfterUnrelatedEdit(), 0);
        Ratio("kb-per-method-unrelated-edit", edit, 0.5);
        Ratio("kb-per-method-cold", cold, 6.5);
        Ratio("unrelated-edit-against-loggermessage", edit / yardstickEdit, 1);
        Ratio("cold-against-loggermessage", cold / yardstickCold, 1);
    }

    private static double AboveFloor(Summary summary, string benchmark, Subject subject, Subject floor) =>
        (Bytes(summary, benchmark, subject) - Bytes(summary, benchmark, floor)) / 1024.0 / Workload.Methods;

    // The halves are no subject's.
    private static double Bytes(Summary summary, string benchmark, Subject? subject = null)
    {
        var report = summary.Reports.Single(report =>
            report.BenchmarkCase.Descriptor.WorkloadMethod.Name == benchmark
            && report.BenchmarkCase.Parameters[nameof(GeneratorBenchmarks.Subject)] as Subject? == subject);
        return report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value;
    }

    private static double HalfBytes(Summary summary, string benchmark, string asked) => Bytes(summary, benchmark) - Bytes(summary, asked);

    private static void Ratio(string name, double value, double goal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {name} {value:0.##} goal <= {goal}"));
}
