using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ZkLockAttr.Telemetry;

/// <summary>What listeners can be told, by <c>System.Diagnostics</c>. Names follow OpenTelemetry's conventions: dots, units apart, seconds.</summary>
internal static class LockInstruments
{
    public const string Ensemble = "zklockattr.ensemble";
    public const string Template = "zklockattr.lock.template";
    public const string Name = "zklockattr.lock.name";
    public const string Kind = "zklockattr.lock.kind";
    public const string Outcome = "zklockattr.lock.outcome";

    public static readonly ActivitySource Source = new(LockTelemetry.SourceName);

    private static readonly Meter Meter = new(LockTelemetry.MeterName);

    // Waits are mostly of a round trip; the default buckets of OpenTelemetry are for milliseconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300],
    };

    public static readonly Histogram<double> WaitDuration =
        Meter.CreateHistogram("zklockattr.lock.wait.duration", "s", "How long callers waited for a lock.", tags: null, Seconds);

    public static readonly Histogram<double> HoldDuration =
        Meter.CreateHistogram("zklockattr.lock.hold.duration", "s", "How long callers held a lock.", tags: null, Seconds);

    static LockInstruments()
    {
        Meter.CreateObservableUpDownCounter(
            "zklockattr.lock.waiters", () => LockCounts.Observe(counts => counts.Waiters), "{caller}", "Callers of this process who wait for a lock.");
        Meter.CreateObservableUpDownCounter(
            "zklockattr.lock.holders", () => LockCounts.Observe(counts => counts.Holders), "{caller}", "Callers of this process who hold a lock.");
        Meter.CreateObservableCounter(
            "zklockattr.lock.timeouts", () => LockCounts.Observe(counts => counts.Timeouts), "{caller}", "Callers whose time ran out while somebody else had the lock.");
        Meter.CreateObservableCounter(
            "zklockattr.lock.losses", () => LockCounts.Observe(counts => counts.Losses), "{lock}", "Locks that were lost while somebody held them.");
        Meter.CreateObservableCounter(
            "zklockattr.lock.handovers", () => LockCounts.Observe(counts => counts.HandOvers), "{lock}", "Locks that went from one caller of this process to the next without the network.");
        Meter.CreateObservableCounter(
            "zklockattr.session.reconnects", () => LockCounts.Observe(counts => counts.Reconnects), "{connection}", "Connections that took the session over from one that had ended.");
        Meter.CreateObservableCounter(
            "zklockattr.session.expiries", () => LockCounts.Observe(counts => counts.Expiries), "{session}", "Sessions that ended before they were closed, and their locks with them.");
        Meter.CreateObservableGauge(
            "zklockattr.session.connected", () => LockCounts.Observe(counts => counts.Connected), null, "1 while a server answers the session, else 0.");
        Meter.CreateObservableGauge(
            "zklockattr.session.lease.left", () => LockCounts.Observe(counts => counts.LeaseLeft), "s", "How long the locks are surely kept if nothing more is heard from the ensemble.");
    }

    /// <summary>Makes the instruments, if they are not there yet. Listeners hear of them meanwhile: never under a session's gate.</summary>
    public static void Publish()
    {
        // The static constructor has done it.
    }

    /// <summary>Whether anybody wants to know of single waits and holds.</summary>
    public static bool IsObserved => WaitDuration.Enabled || HoldDuration.Enabled || Source.HasListeners();
}
