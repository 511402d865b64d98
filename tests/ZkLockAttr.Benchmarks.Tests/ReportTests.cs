using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly Report _report;

    public ReportTests() => _report = new Report(_output);

    public void Dispose() => _output.Dispose();

    [Theory]
    [InlineData(1.15, true)]
    [InlineData(1.16, false)]
    [InlineData(0, true)]
    public void At_most_is_met_by_so_much_or_less(double value, bool isMet) => Assert.Equal(isMet, Goal.AtMost(1.15).IsMetBy(value));

    [Theory]
    [InlineData(20, true)]
    [InlineData(19.9, false)]
    [InlineData(1000, true)]
    public void At_least_is_met_by_so_much_or_more(double value, bool isMet) => Assert.Equal(isMet, Goal.AtLeast(20).IsMetBy(value));

    [Fact]
    public void A_ratio_is_a_line_for_machines_in_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
        try
        {
            _report.Add("uncontended-floor", 1.144, Goal.AtMost(1.15));
            _report.Add("handover", 123456, Goal.AtLeast(100_000));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal(["ratio uncontended-floor 1.14 goal <= 1.15", "ratio handover 123456 goal >= 100000"], Lines());
    }

    [Fact]
    public void A_goal_is_judged_by_the_number_that_is_printed()
    {
        Assert.True(new Ratio("name", 1.1549, Goal.AtMost(1.15)).IsMet);
        Assert.False(new Ratio("name", 1.1551, Goal.AtMost(1.15)).IsMet);
    }

    [Fact]
    public void The_report_is_good_while_all_goals_are_met_and_nothing_has_failed()
    {
        Assert.True(_report.IsGood);
        _report.Add("one", 1, Goal.AtMost(1));
        Assert.True(_report.IsGood);

        _report.Add("two", 2, Goal.AtMost(1));
        Assert.False(_report.IsGood);
    }

    [Fact]
    public void A_benchmark_that_fails_spoils_the_report_and_is_told_by_one_line()
    {
        _report.Fail(new NamedBenchmark("broken"), new InvalidOperationException("It did not start.\nits log\nand more of it"));

        Assert.False(_report.IsGood);
        Assert.Equal(["failed broken: InvalidOperationException: It did not start."], Lines());
    }

    [Fact]
    public void The_end_says_which_goals_are_met()
    {
        _report.Add("one", 1, Goal.AtMost(1));
        _report.Add("two", 2, Goal.AtLeast(3));
        _report.Fail(new NamedBenchmark("broken"), new TimeoutException("Too late."));
        _report.Sum();

        Assert.Equal(
            [
                "1 of 2 goals met",
                "  met    ratio one 1 goal <= 1",
                "  MISSED ratio two 2 goal >= 3",
                "  failed broken: TimeoutException: Too late.",
            ],
            Lines()[^4..]);
    }

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
