namespace QuickStart.Fleet;

internal enum Cell
{
    Idle,
    Waits,
    Holds,
    Killed,

    /// <summary>The worker is dead, but nobody has its lock yet: the ensemble waits until the session's time is over.</summary>
    StillTaken,
}

/// <summary>The picture of one worker: a cell for each short span of time.</summary>
internal static class Timeline
{
    /// <summary>
    /// Each cell shows the middle of its span, so that two workers stand in one column as holders only if they held at the same time.
    /// </summary>
    public static Cell[] Row(Journal journal, int worker, TimeSpan length, int columns)
    {
        var row = new Cell[columns];
        for (var column = 0; column < columns; column++)
        {
            row[column] = At(journal, worker, length * ((column + 0.5) / columns));
        }

        if (journal.Kill is { } kill && kill.Worker == worker)
        {
            row[Math.Clamp((int)(kill.At / length * columns), 0, columns - 1)] = Cell.Killed;
        }

        return row;
    }

    private static Cell At(Journal journal, int worker, TimeSpan time)
    {
        foreach (var turn in journal.Turns.Where(turn => turn.Worker == worker && turn.Asked <= time))
        {
            if (time < (turn.Got ?? turn.Ended ?? TimeSpan.MaxValue))
            {
                return Cell.Waits;
            }

            if (time < (turn.Ended ?? TimeSpan.MaxValue))
            {
                return Cell.Holds;
            }

            if (turn.IsKilled && !journal.Turns.Any(next => next.Got > turn.Got && next.Got <= time))
            {
                return Cell.StillTaken;
            }
        }

        return Cell.Idle;
    }
}
