using System.Text;
using Spectre.Console;

namespace QuickStart.Fleet;

/// <summary>Draws what happened: a time line for each worker, and the fencing tokens.</summary>
internal static class Picture
{
    private const int NameWidth = 10;
    private const int LargestWidth = 120;

    public static void Draw(IAnsiConsole console, Journal journal, int workers)
    {
        var columns = Math.Clamp(console.Profile.Width, 40, LargestWidth) - NameWidth - 1;
        var length = journal.Turns.Max(turn => turn.Ended ?? turn.Got ?? turn.Asked) + TimeSpan.FromMilliseconds(1);
        console.WriteLine();
        for (var worker = 1; worker <= workers; worker++)
        {
            console.MarkupLine(Palette.Name(worker).PadRight(NameWidth + Palette.Name(worker).Length - $"worker {worker}".Length)
                + Markup(console, Timeline.Row(journal, worker, length, columns), Palette.Color(worker)));
        }

        console.WriteLine(new string(' ', NameWidth) + Scale(length, columns));
        console.WriteLine();
        console.MarkupLine(Legend(console));
        console.WriteLine();
        console.WriteLine("Fencing tokens, in the order of the holders:");
        console.WriteLine(string.Join(' ', Tokens(journal)));
    }

    /// <summary>The seconds, each at its place: <c>0 s  2 s  4 s</c>.</summary>
    public static string Scale(TimeSpan length, int columns)
    {
        int[] steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        var step = steps.FirstOrDefault(step => step / length.TotalSeconds * columns >= 8, steps[^1]);
        var line = new StringBuilder();
        for (var second = 0; second < length.TotalSeconds; second += step)
        {
            var mark = $"{second} s";
            var column = (int)(second / length.TotalSeconds * columns);
            if (column >= line.Length && column + mark.Length <= columns)
            {
                line.Append(' ', column - line.Length).Append(mark);
            }
        }

        return line.ToString();
    }

    private static string Legend(IAnsiConsole console)
    {
        var unicode = console.Profile.Capabilities.Unicode;
        return $"{Palette.Character(Cell.Holds, unicode)} holds the lock   {Palette.Character(Cell.Waits, unicode)} waits   "
            + $"[red]{Palette.Character(Cell.Killed, unicode)}[/] killed   {Palette.Character(Cell.StillTaken, unicode)} dead, lock not free yet";
    }

    private static IEnumerable<long> Tokens(Journal journal) =>
        journal.Turns.Where(turn => turn.Got is not null).OrderBy(turn => turn.Got).Select(turn => turn.Token);

    private static string Markup(IAnsiConsole console, Cell[] row, string color)
    {
        var text = new StringBuilder();
        foreach (var cell in row)
        {
            var character = Palette.Character(cell, console.Profile.Capabilities.Unicode);
            text.Append(cell switch
            {
                Cell.Holds => $"[{color}]{character}[/]",
                Cell.Killed => $"[red]{character}[/]",
                Cell.Waits or Cell.StillTaken => $"[grey]{character}[/]",
                _ => character,
            });
        }

        return text.ToString().TrimEnd();
    }
}
