using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Shared;

namespace ZkLockAttr.Telemetry.Tests;

/// <summary>What telemetry allocates on the caller's threads while he asks for a lock of a generated method, has it and releases it.</summary>
/// <remarks>Listeners hear of the whole process: no other test may run beside.</remarks>
[Collection(nameof(CostTests))]
[CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
public sealed partial class CostTests(ITestOutputHelper output)
{
    private const int Cycles = 1000;

    private static readonly Wish[] Wishes = [new("/locks/orders/42", new QueueKind(LockMode.Exclusive))];

    private readonly LockTarget _target = LockTarget.Of(new LockName("orders/42", "$\"orders/{id}\""), LockMode.Exclusive);
    private readonly LockCounts _counts = new("ensemble", () => TimeSpan.Zero);

    [Fact]
    public void Where_nobody_listens_not_a_byte_is_allocated() => Assert.Equal(0, Allocate());

    [Fact]
    public void What_listeners_cost_is_what_the_page_says()
    {
        var page = CostRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "monitoring.md")))
            .Select(row => (row.Groups[1].Value, long.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture)));

        (string, long)[] measured =
        [
            ("nobody", Allocate() / Cycles),
            ("to the metrics", With(ListenToMetrics())),
            ("to the spans, and samples none", With(ListenToSpans(ActivitySamplingResult.None))),
            ("to the spans, and samples all", With(ListenToSpans(ActivitySamplingResult.AllDataAndRecorded))),
        ];

        foreach (var (who, bytes) in measured)
        {
            output.WriteLine($"{who}: {bytes} B");
        }

        Assert.Equal(measured, page);
    }

    // In all cycles together, so that none can hide.
    private long Allocate()
    {
        var before = 0L;
        for (var i = 0; i < Cycles * 2; i++)
        {
            if (i == Cycles)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            Cycle();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private long With(IDisposable listener)
    {
        using (listener)
        {
            return Allocate() / Cycles;
        }
    }

    private void Cycle()
    {
        var demand = new Demand(Wishes);
        var observation = LockObservation.Begin(demand, [_target], "ensemble");
        _counts.OnJoined();
        _counts.OnWaitEnded();
        _counts.OnGranted(isHandOver: false);
        observation?.OnAnswered(isGranted: true);
        _counts.OnReleased();
        observation?.OnHoldEnded(isLost: false);
    }

    private static MeterListener ListenToMetrics()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == LockTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private static ActivityListener ListenToSpans(ActivitySamplingResult sampling)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LockTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    [GeneratedRegex(@"^\| ([a-z, ]+) \| ([0-9]+) B \|", RegexOptions.Multiline)]
    private static partial Regex CostRow();
}
