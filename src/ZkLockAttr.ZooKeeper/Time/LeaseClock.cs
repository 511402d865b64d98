namespace ZkLockAttr.ZooKeeper.Time;

/// <summary>
/// Advances by the largest advance of several clocks: a lease must run out also while one of them stands still, as the monotonic clock does while
/// the machine is suspended.
/// </summary>
/// <remarks>
/// Between two anchors it follows the first clock. Another that has run ahead of it by more than <see cref="Tolerance"/> pulls it forward, and all
/// are anchored anew; one that has fallen behind (a wall clock set back) is anchored anew alone. So small differences do not add up with each reading.
/// </remarks>
internal sealed class LeaseClock : SessionClock
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(1);

    private readonly Func<TimeSpan>[] _clocks;
    private readonly Lock _lock = new();

    // Guarded by _lock: what each clock showed, and what this one showed, when they were last anchored; and room for what they show now.
    private readonly TimeSpan[] _anchors;
    private readonly TimeSpan[] _readings;
    private TimeSpan _anchor;
    private TimeSpan _now;
    private TimeSpan _lastJump = TimeSpan.MinValue;

    /// <param name="clocks">The monotonic clock first, then those that may run ahead of it.</param>
    public LeaseClock(params Func<TimeSpan>[] clocks)
    {
        _clocks = clocks;
        _anchors = Array.ConvertAll(clocks, clock => clock());
        _readings = new TimeSpan[clocks.Length];
    }

    /// <summary>This machine's clocks: monotonic, the time since boot (Linux, with suspensions) and wall time.</summary>
    public static LeaseClock ForThisMachine() => OperatingSystem.IsLinux()
        ? new LeaseClock(MachineClocks.Monotonic, MachineClocks.SinceBoot, MachineClocks.Wall)
        : new LeaseClock(MachineClocks.Monotonic, MachineClocks.Wall);

    public override TimeSpan Now
    {
        get
        {
            lock (_lock)
            {
                return Read();
            }
        }
    }

    public override TimeSpan LastJump
    {
        get
        {
            lock (_lock)
            {
                return _lastJump;
            }
        }
    }

    // Called under _lock.
    private TimeSpan Read()
    {
        // This thread may be put aside between two readings. So whether another clock has fallen behind is judged by what the first showed before that
        // one was read, and whether it has run ahead by what the first showed after.
        var before = _clocks[0]() - _anchors[0];
        for (var i = 1; i < _clocks.Length; i++)
        {
            _readings[i] = _clocks[i]();
        }

        var advance = _clocks[0]() - _anchors[0];
        var largest = advance;
        for (var i = 1; i < _clocks.Length; i++)
        {
            var other = _readings[i] - _anchors[i];
            if (other < before - Tolerance)
            {
                _anchors[i] += other - before;
            }

            largest = Max(largest, other);
        }

        if (largest <= advance + Tolerance)
        {
            return _now = Max(_now, _anchor + advance);
        }

        // All are anchored at the last reading, with the time that the readings took added to those read before it: none of it is lost.
        var readingTook = advance - before;
        _now = _anchor = Max(_now, _anchor + largest + readingTook);
        _anchors[0] += advance;
        for (var i = 1; i < _clocks.Length; i++)
        {
            _anchors[i] = _readings[i] + readingTook;
        }

        if (largest - advance > JumpThreshold)
        {
            _lastJump = _now;
        }

        return _now;
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
