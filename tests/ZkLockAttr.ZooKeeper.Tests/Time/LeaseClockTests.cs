using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Time;

public sealed class LeaseClockTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(1);

    private TimeSpan _monotonic = Seconds(100);
    private TimeSpan _sinceBoot = Seconds(200);
    private TimeSpan _wall = Seconds(1_000_000);

    [Fact]
    public void Starts_at_zero_and_follows_the_monotonic_clock()
    {
        var clock = Clock();
        Assert.Equal(TimeSpan.Zero, clock.Now);

        Pass(Seconds(5));

        Assert.Equal(Seconds(5), clock.Now);
        Assert.Equal(TimeSpan.MinValue, clock.LastJump);
    }

    [Fact]
    public void A_suspension_that_only_the_boot_clock_saw_is_a_jump()
    {
        var clock = Clock();
        Pass(Seconds(5));
        _ = clock.Now;

        _sinceBoot += Seconds(60);
        Pass(Seconds(1));

        Assert.Equal(Seconds(66), clock.Now);
        Assert.Equal(Seconds(66), clock.LastJump);
    }

    [Fact]
    public void A_suspension_that_only_the_wall_clock_saw_is_a_jump()
    {
        var clock = Clock();

        _wall += Seconds(60);
        Pass(Seconds(1));

        Assert.Equal(Seconds(61), clock.Now);
        Assert.Equal(Seconds(61), clock.LastJump);
    }

    [Fact]
    public void After_a_jump_it_follows_the_monotonic_clock_again()
    {
        var clock = Clock();
        _wall += Seconds(60);
        _ = clock.Now;

        Pass(Seconds(5));

        Assert.Equal(Seconds(65), clock.Now);
        Assert.Equal(Seconds(60), clock.LastJump);
    }

    [Fact]
    public void Of_several_jumps_at_once_the_largest_counts()
    {
        var clock = Clock();

        _sinceBoot += Seconds(60);
        _wall += Seconds(59);

        Assert.Equal(Seconds(60), clock.Now);
        Assert.Equal(Seconds(60), clock.Now);
    }

    [Fact]
    public void A_step_up_to_the_threshold_advances_the_clock_and_is_no_jump()
    {
        var clock = Clock();
        clock.JumpThreshold = Seconds(5);

        _wall += Seconds(5);

        Assert.Equal(Seconds(5), clock.Now);
        Assert.Equal(TimeSpan.MinValue, clock.LastJump);
    }

    [Fact]
    public void A_wall_clock_set_back_changes_nothing()
    {
        var clock = Clock();
        Pass(Seconds(5));
        _ = clock.Now;

        _wall -= Seconds(3600);
        Pass(Seconds(5));

        Assert.Equal(Seconds(10), clock.Now);
        Assert.Equal(TimeSpan.MinValue, clock.LastJump);
    }

    [Fact]
    public void A_suspension_is_seen_also_after_the_wall_clock_was_set_back()
    {
        var clock = Clock();
        _wall -= Seconds(3600);
        _ = clock.Now;

        _wall += Seconds(60);

        Assert.Equal(Seconds(60), clock.Now);
        Assert.Equal(Seconds(60), clock.LastJump);
    }

    [Fact]
    public void Noise_does_not_add_up()
    {
        var random = new Random(1);
        var clock = Clock();
        var elapsed = TimeSpan.Zero;
        for (var i = 0; i < 10_000; i++)
        {
            var step = TimeSpan.FromMilliseconds(random.Next(20));
            elapsed += step;
            _monotonic += step;
            _sinceBoot = Seconds(200) + elapsed + Noise(random);
            _wall = Seconds(1_000_000) + elapsed + Noise(random);

            Assert.InRange(clock.Now - elapsed, TimeSpan.Zero, Tolerance);
        }
    }

    [Fact]
    public void A_wall_clock_that_runs_faster_is_followed()
    {
        var clock = Clock();
        for (var i = 0; i < 1000; i++)
        {
            Pass(Seconds(1));
            _wall += TimeSpan.FromMicroseconds(100);
            _ = clock.Now;
        }

        Assert.InRange(clock.Now, Seconds(1000.1) - Tolerance, Seconds(1000.1));
        Assert.Equal(TimeSpan.MinValue, clock.LastJump);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Never_goes_back_and_never_lags_behind_the_monotonic_clock(int seed)
    {
        var random = new Random(seed);
        var clock = Clock();
        var before = clock.Now;
        for (var i = 0; i < 10_000; i++)
        {
            var step = TimeSpan.FromMilliseconds(random.Next(20));
            Pass(step);
            _wall += random.Next(10) == 0 ? TimeSpan.FromMilliseconds(random.Next(-2000, 2000)) : TimeSpan.Zero;
            _sinceBoot += random.Next(20) == 0 ? TimeSpan.FromMilliseconds(random.Next(1000)) : TimeSpan.Zero;

            var now = clock.Now;

            Assert.True(now >= before + step, $"{now} after {before} + {step}");
            before = now;
        }
    }

    [Fact]
    public void Time_that_passes_between_the_readings_is_not_lost()
    {
        // A thread that is put aside now and then between two readings.
        var random = new Random(1);
        var clock = new LeaseClock(Interrupted(() => _monotonic), Interrupted(() => _sinceBoot), Interrupted(() => _wall));
        var began = _monotonic;
        var early = clock.Now - (_monotonic - began);
        for (var i = 0; i < 1000; i++)
        {
            var before = _monotonic - began;

            var now = clock.Now;

            var after = _monotonic - began;
            Assert.True(now >= before + early, $"reading {i}: {now} is behind {before}");
            Assert.True(now <= after + TimeSpan.FromMilliseconds(50), $"reading {i}: {now} is ahead of {after}");
        }

        Func<TimeSpan> Interrupted(Func<TimeSpan> reading) => () =>
        {
            var read = reading();
            Pass(random.Next(10) == 0 ? TimeSpan.FromMilliseconds(random.Next(20)) : TimeSpan.Zero);
            return read;
        };
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static TimeSpan Noise(Random random) => TimeSpan.FromMicroseconds(random.Next(-400, 400));

    private LeaseClock Clock() => new(() => _monotonic, () => _sinceBoot, () => _wall) { JumpThreshold = Seconds(5) };

    private void Pass(TimeSpan time)
    {
        _monotonic += time;
        _sinceBoot += time;
        _wall += time;
    }
}
