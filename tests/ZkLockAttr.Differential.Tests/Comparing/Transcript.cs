namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>What a server said to a script: for each of its lines, all that its connections were sent because of it.</summary>
internal sealed class Transcript
{
    private readonly List<List<string>> _lines = [];

    /// <summary>Frames that were read, the silent checks of the run itself left out.</summary>
    public int Count => _lines.Sum(line => line.Count);

    public IReadOnlyList<IReadOnlyList<string>> Lines => _lines;

    public void BeginLine() => _lines.Add([]);

    public void Add(string text) => _lines[^1].Add(text);

    /// <summary>Brings what a line has added from here on into another order.</summary>
    public void Reorder(int from, Func<IEnumerable<string>, IEnumerable<string>> order)
    {
        var line = _lines[^1];
        var ordered = order(line[from..]).ToList();
        line.RemoveRange(from, line.Count - from);
        line.AddRange(ordered);
    }

    public int CountInLine => _lines[^1].Count;
}
