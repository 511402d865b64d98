using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ZkLockAttr.Telemetry.Tests;

/// <summary>What the OpenTelemetry SDK hears of the locks in one ensemble; tests that run beside have others.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly string _ensemble;
    private readonly List<Activity> _spans = [];
    private readonly List<Metric> _metrics = [];
    private readonly TracerProvider _tracing;
    private readonly MeterProvider _metering;

    public Telemetry(string ensemble)
    {
        _ensemble = ensemble;
        _tracing = Sdk.CreateTracerProviderBuilder().AddSource(LockTelemetry.SourceName).AddInMemoryExporter(_spans).Build();
        _metering = Sdk.CreateMeterProviderBuilder().AddMeter(LockTelemetry.MeterName).AddInMemoryExporter(_metrics).Build();
    }

    /// <summary>The spans that have ended, in the order of their ends.</summary>
    public IReadOnlyList<Activity> Spans
    {
        get
        {
            _tracing.ForceFlush();
            return [.. _spans.Where(span => _ensemble.Equals(span.GetTagItem("zklockattr.ensemble")))];
        }
    }

    /// <summary>The values of a metric by their tags, as <c>kind=exclusive outcome=acquired template=a</c>. For a histogram: how many there are.</summary>
    public IReadOnlyDictionary<string, double> Read(string name)
    {
        _metrics.Clear();
        _metering.ForceFlush();
        var values = new Dictionary<string, double>();
        foreach (var metric in _metrics.Where(metric => metric.Name == name))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var tags = TagsOf(point);
                if (tags.Remove("zklockattr.ensemble", out var ensemble) && _ensemble.Equals(ensemble))
                {
                    values[string.Join(' ', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key[(tag.Key.LastIndexOf('.') + 1)..]}={tag.Value}"))] =
                        ValueOf(metric.MetricType, point);
                }
            }
        }

        return values;
    }

    /// <summary>The value of a metric that has one for the whole ensemble.</summary>
    public double ReadOne(string name) => Read(name)[""];

    public void Dispose()
    {
        _tracing.Dispose();
        _metering.Dispose();
    }

    private static Dictionary<string, object?> TagsOf(in MetricPoint point)
    {
        var tags = new Dictionary<string, object?>();
        foreach (var tag in point.Tags)
        {
            tags.Add(tag.Key, tag.Value);
        }

        return tags;
    }

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.Histogram => point.GetHistogramCount(),
        MetricType.LongSum => point.GetSumLong(),
        MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => throw new InvalidOperationException($"A metric of type {type}."),
    };
}
