namespace QuickStart.Fleet;

/// <summary>Whether the lock did what it promises.</summary>
/// <param name="Runs">How many runs of the locked method ended.</param>
/// <param name="Overlaps">How many times somebody got the lock while another one had it.</param>
/// <param name="Killed">How many workers were killed.</param>
/// <param name="TokensGrow">Whether each holder's fencing token was greater than the one before.</param>
internal sealed record Verdict(int Runs, int Overlaps, int Killed, bool TokensGrow)
{
    public bool IsGood => Overlaps == 0 && TokensGrow;

    public static Verdict On(Journal journal)
    {
        var holds = journal.Turns.Where(turn => turn.Got is not null).OrderBy(turn => turn.Got).ToList();
        var overlaps = 0;
        var tokensGrow = true;
        var freeFrom = TimeSpan.MinValue;
        var lastToken = long.MinValue;
        foreach (var hold in holds)
        {
            overlaps += hold.Got < freeFrom ? 1 : 0;
            tokensGrow &= hold.Token > lastToken;
            lastToken = hold.Token;
            var ended = hold.Ended ?? TimeSpan.MaxValue;
            freeFrom = ended > freeFrom ? ended : freeFrom;
        }

        var runs = holds.Count(hold => hold.Ended is not null && !hold.IsKilled);
        return new Verdict(runs, overlaps, journal.Kill is null ? 0 : 1, tokensGrow);
    }
}
