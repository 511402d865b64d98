using QuickStart.Fleet;
using QuickStart.Workers;

namespace QuickStart.Tests;

public sealed class TimelineTests
{
    [Fact]
    public void A_row_shows_waits_and_holds()
    {
        var journal = new Journal().Turn(1, 1, 3, 5, token: 5).Turn(1, 6, 7, 9, token: 7);

        Assert.Equal(" ··██ ·██ ", Row(journal, 1));
    }

    [Fact]
    public void A_killed_workers_lock_stays_taken_until_somebody_else_gets_it()
    {
        var journal = new Journal()
            .Event(1, WorkerEventKind.Asks, 0)
            .Event(1, WorkerEventKind.Got, 1, number: 5)
            .Kill(1, 3.5)
            .Turn(2, 1, 6, 8, token: 7);

        Assert.Equal("·██X░░    ", Row(journal, 1));
        Assert.Equal(" ·····██  ", Row(journal, 2));
    }

    [Fact]
    public void A_worker_killed_while_it_waits_holds_nothing()
    {
        var journal = new Journal().Turn(2, 0, 0, 8, token: 5).Event(1, WorkerEventKind.Asks, 0).Kill(1, 3.5);

        Assert.Equal("···X      ", Row(journal, 1));
    }

    [Theory]
    [InlineData(10, "0 s       2 s       4 s       6 s       8 s", 50)]
    [InlineData(9, "0 s     1 s     2 s     3 s     4 s     5 s     6 s     7 s     8 s", 72)]
    [InlineData(60, "0 s       20 s      40 s", 30)]
    public void The_scale_has_room_for_its_marks(double seconds, string scale, int columns)
    {
        Assert.Equal(scale, Picture.Scale(TimeSpan.FromSeconds(seconds), columns));
    }

    private static string Row(Journal journal, int worker) =>
        string.Concat(Timeline.Row(journal, worker, TimeSpan.FromSeconds(10), 10).Select(cell => Palette.Character(cell, unicode: true)));
}
