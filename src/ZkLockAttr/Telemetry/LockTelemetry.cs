namespace ZkLockAttr;

/// <summary>Where to listen: <c>AddSource(LockTelemetry.SourceName)</c> and <c>AddMeter(LockTelemetry.MeterName)</c>. What there is to hear is in docs/monitoring.md.</summary>
public static class LockTelemetry
{
    /// <summary>The name of the activity source: a span for each wait and each hold.</summary>
    public const string SourceName = "ZkLockAttr";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "ZkLockAttr";
}
