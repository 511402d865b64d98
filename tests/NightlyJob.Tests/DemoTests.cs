using System.Globalization;
using System.Text.RegularExpressions;

namespace NightlyJob.Tests;

[Trait("Category", "Sample")]
public sealed partial class DemoTests
{
    [Fact]
    public async Task Every_report_is_made_by_exactly_one_of_the_nodes()
    {
        var (exitCode, output, error) = await SampleProcess.RunAsync("Development", "--Nightly:Nights", "2");

        Assert.Equal("", error);
        var summary = Summary().Match(output);
        Assert.True(summary.Success, output);

        // Each node works two nights; one that starts when others have begun works later ones.
        var nights = Number("nights");
        Assert.InRange(nights, 2, 5);
        Assert.Equal(nights, Number("reports"));
        Assert.Equal(3 * 2, Number("reports") + Number("skipped"));
        Assert.Equal(0, exitCode);

        int Number(string group) => int.Parse(summary.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\n(?<nights>\d+) nights, 3 nodes, (?<reports>\d+) reports, (?<skipped>\d+) skipped\n$")]
    private static partial Regex Summary();
}
