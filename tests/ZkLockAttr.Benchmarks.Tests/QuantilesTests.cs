using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Tests;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(3, new double[] { 3 })]
    [InlineData(2, new double[] { 3, 1, 2 })]
    [InlineData(2.5, new double[] { 4, 1, 3, 2 })]
    [InlineData(2, new double[] { 1000, 2, 1 })]
    public void The_median_is_the_middle_one_or_half_way_between_the_middle_two(double median, double[] values) =>
        Assert.Equal(median, Quantiles.Median(values));

    [Fact]
    public void What_lies_between_two_values_is_as_far_between_them()
    {
        double[] values = [0, 10, 20, 30, 40];

        Assert.Equal(0, Quantiles.Of(values, 0));
        Assert.Equal(36, Quantiles.Of(values, 0.9), precision: 9);
        Assert.Equal(40, Quantiles.Of(values, 1));
    }

    [Fact]
    public void Of_nothing_there_is_no_median() => Assert.Throws<ArgumentException>(() => Quantiles.Median([]));

    [Fact]
    public void What_several_did_together_lasted_as_long_as_the_slowest()
    {
        var together = Batch.Together([new Batch([1], [2, 2], Seconds: 1), new Batch([3], [4], Seconds: 2)]);

        Assert.Equal([1, 3], together.Acquires);
        Assert.Equal([2, 2, 4], together.Cycles);
        Assert.Equal(1.5, together.CyclesPerSecond);
    }
}
