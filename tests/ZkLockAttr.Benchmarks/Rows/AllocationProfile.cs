using System.Diagnostics.Tracing;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>
/// Which types the bytes belong to that some work allocates. The runtime tells the type at about every hundred thousandth byte, drawn at random, so these are
/// shares of a sample: enough to see where to look, while the sum is counted exactly elsewhere.
/// </summary>
internal sealed class AllocationProfile : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords AllocationSampling = (EventKeywords)0x80000000000;
    private const string Sampled = "AllocationSampled";

    // Guarded by itself. Each sample stands for as many bytes.
    private readonly Dictionary<string, int> _samples = [];

    private AllocationProfile()
    {
    }

    /// <summary>The part of each type in all bytes.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> OfAsync(Func<Task> work)
    {
        using var profile = new AllocationProfile();
        await work();
        lock (profile._samples)
        {
            var total = (double)profile._samples.Values.Sum();
            return profile._samples.ToDictionary(type => type.Key, type => type.Value / total);
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime)
        {
            EnableEvents(eventSource, EventLevel.Informational, AllocationSampling);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName != Sampled)
        {
            return;
        }

        var type = (string)eventData.Payload![eventData.PayloadNames!.IndexOf("TypeName")]!;
        lock (_samples)
        {
            _samples[type] = _samples.GetValueOrDefault(type) + 1;
        }
    }
}
