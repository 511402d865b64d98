using System.Diagnostics;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>The times of one caller's cycles, and whether it is to go on.</summary>
internal sealed class CycleTimes
{
    private readonly List<double> _acquires;
    private readonly List<double> _cycles;
    private readonly int _most;
    private readonly long _end;
    private long _began;

    public CycleTimes(Work work, long start)
    {
        _most = work.Cycles > 0 ? work.Cycles : int.MaxValue;
        _end = work.Cycles > 0 ? long.MaxValue : start + (long)(work.Duration.TotalSeconds * Stopwatch.Frequency);
        _acquires = new List<double>(work.Cycles);
        _cycles = new List<double>(work.Cycles);
    }

    public static Batch ToBatch(IReadOnlyCollection<CycleTimes> callers, long start) => new(
        [.. callers.SelectMany(caller => caller._acquires)], [.. callers.SelectMany(caller => caller._cycles)], Stopwatch.GetElapsedTime(start).TotalSeconds);

    public bool Begin() => _cycles.Count < _most && (_began = Stopwatch.GetTimestamp()) < _end;

    public void Acquired() => _acquires.Add(Elapsed());

    public void Released() => _cycles.Add(Elapsed());

    private double Elapsed() => Stopwatch.GetElapsedTime(_began).TotalMilliseconds;
}
