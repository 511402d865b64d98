using ZkLockAttr.ZooKeeper.Network;

namespace ZkLockAttr.ZooKeeper.Tests.Network;

public sealed class ReconnectDelayTests
{
    [Fact]
    public void The_first_attempt_comes_at_once_and_later_ones_ever_later_up_to_a_second()
    {
        var delay = new ReconnectDelay(new AlwaysLargest());

        var waits = Enumerable.Range(0, 12).Select(_ => (int)Math.Round(delay.Next().TotalMilliseconds)).ToArray();

        Assert.Equal([0, 10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000, 1000], waits);
    }

    [Fact]
    public void Each_is_shortened_at_random_by_up_to_a_half()
    {
        var delay = new ReconnectDelay(new Random(1));
        for (var i = 0; i < 20; i++)
        {
            delay.Next();
        }

        var waits = Enumerable.Range(0, 200).Select(_ => delay.Next().TotalMilliseconds).ToArray();

        Assert.All(waits, wait => Assert.InRange(wait, 500, 1000));
        Assert.True(waits.Max() - waits.Min() > 400);
    }

    [Fact]
    public void Begins_again_after_a_connection_was_of_use()
    {
        var delay = new ReconnectDelay(new AlwaysLargest());
        delay.Next();
        delay.Next();

        delay.Reset();

        Assert.Equal(TimeSpan.Zero, delay.Next());
    }

    [Fact]
    public void Does_not_overflow_in_a_long_outage()
    {
        var delay = new ReconnectDelay(new AlwaysLargest());
        for (var i = 0; i < 100_000; i++)
        {
            Assert.InRange(delay.Next(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
    }

    private sealed class AlwaysLargest : Random
    {
        public override double NextDouble() => 1;
    }
}
