using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ZkLockAttr.Shared;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Telemetry.Tests;

/// <summary>The page, the dashboard and the alerts speak of metrics that there are, and of all of them.</summary>
public sealed partial class MonitoringPageTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    [Fact]
    public async Task The_page_lists_all_metrics_with_their_units()
    {
        var listed = MetricRow().Matches(await File.ReadAllTextAsync(Path.Combine(Docs, "monitoring.md")))
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value.EndsWith(", s", StringComparison.Ordinal) ? "s" : "")).Order();

        Assert.Equal((await InstrumentsAsync()).Select(instrument => (instrument.Name, instrument.Unit is "s" ? "s" : "")).Order(), listed);
    }

    [Theory]
    [InlineData("monitoring/grafana-dashboard.json")]
    [InlineData("monitoring/alerts.yml")]
    public async Task What_is_read_from_Prometheus_is_there(string file)
    {
        var known = (await InstrumentsAsync()).SelectMany(PrometheusNames).ToHashSet();
        var used = PrometheusName().Matches(await File.ReadAllTextAsync(Path.Combine(Docs, file))).Select(match => match.Value)
            .Where(name => !name.StartsWith("zklockattr_ensemble", StringComparison.Ordinal)
                && name is not ("zklockattr_lock_template" or "zklockattr_lock_outcome" or "zklockattr_lock_kind")).ToHashSet();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(known));
    }

    [Fact]
    public async Task The_dashboard_is_json()
    {
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Docs, "monitoring", "grafana-dashboard.json")));

        Assert.Equal(11, dashboard.RootElement.GetProperty("panels").GetArrayLength());
    }

    private static async Task<IReadOnlyList<Instrument>> InstrumentsAsync()
    {
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == LockTelemetry.MeterName)
                {
                    instruments.Add(instrument);
                }
            },
        };
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(server.ConnectionString);
        await (await locks.AcquireAsync("test")).DisposeAsync();
        listener.Start();
        return instruments;
    }

    private static IEnumerable<string> PrometheusNames(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit is "s" ? "_seconds" : "");
        return instrument switch
        {
            Histogram<double> => [name + "_bucket", name + "_count", name + "_sum"],
            ObservableCounter<long> => [name + "_total"],
            _ => [name],
        };
    }

    [GeneratedRegex(@"^\| `(zklockattr\.[a-z.]+)` \| ([a-z, -]+) \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex(@"zklockattr_[a-z_]+")]
    private static partial Regex PrometheusName();
}
