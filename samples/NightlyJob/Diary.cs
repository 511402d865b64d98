namespace NightlyJob;

/// <summary>What a node did in a night.</summary>
internal sealed record Entry(long Night, string Node, bool Made);

/// <summary>What the nodes of this process did, to tell at the end of the demo whether each report was made once.</summary>
internal sealed class Diary
{
    private readonly List<Entry> _entries = [];

    public void Write(Entry entry)
    {
        lock (_entries)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>The nights in which not exactly one node made the report.</summary>
    public int CountWrong()
    {
        lock (_entries)
        {
            return _entries.GroupBy(entry => entry.Night).Count(night => night.Count(entry => entry.Made) != 1);
        }
    }

    public override string ToString()
    {
        lock (_entries)
        {
            var made = _entries.Count(entry => entry.Made);
            return $"{Count(entry => entry.Night)} nights, {Count(entry => entry.Node)} nodes, {made} reports, {_entries.Count - made} skipped";
        }

        int Count<T>(Func<Entry, T> what) => _entries.Select(what).Distinct().Count();
    }
}
