using QuickStart.Workers;

namespace QuickStart.Tests;

public sealed class WorkerEventTests
{
    [Fact]
    public void A_line_is_read_as_it_was_written()
    {
        var written = new WorkerEvent(WorkerEventKind.Failed, 123_456_789, 17, "no session: it is down");

        Assert.Equal(written, WorkerEvent.Parse(written.ToLine()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Got 1234")]
    [InlineData("Got 1234 x ")]
    [InlineData("Unhandled exception in some other place")]
    public void Other_lines_are_no_events(string line) => Assert.Null(WorkerEvent.Parse(line));
}
