using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ZkLockAttr.Hosting.Tests.Harness;

namespace ZkLockAttr.Hosting.Tests.Lifetime;

/// <summary>What metrics tell of a host in which nobody has asked for a lock yet.</summary>
public sealed class MetricsTests : HostTests
{
    [Fact(Timeout = Limit)]
    public async Task A_host_is_seen_from_its_start_whether_it_has_a_session_or_not()
    {
        Server.StopEndpoint(0);
        var host = await StartAsync(("DistributedLocks:OpenTimeout", "0s"));
        Assert.Equal([0], Connected());

        Server.StartEndpoint(0);
        await (await LocksOf(host).AcquireAsync("test")).DisposeAsync();
        Assert.Equal([1], Connected());
    }

    // Of the hosts on this test's server; others are in the same process.
    private long[] Connected()
    {
        var values = new ConcurrentBag<long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "zklockattr.session.connected")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags.Contains(KeyValuePair.Create<string, object?>("zklockattr.ensemble", Server.ConnectionString + "/locks")))
            {
                values.Add(value);
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. values];
    }
}
