namespace NightlyJob.Tests;

[Trait("Category", "Sample")]
public sealed class DemoTests
{
    [Fact]
    public async Task Every_report_is_made_by_exactly_one_of_the_nodes()
    {
        var (exitCode, output, error) = await SampleProcess.RunAsync("Development", "--Nightly:Nights", "2");

        Assert.Equal("", error);
        Assert.Equal("2 nights, 3 nodes, 2 reports, 4 skipped", output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.Equal(0, exitCode);
    }
}
