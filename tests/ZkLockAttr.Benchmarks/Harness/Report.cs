namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>What was found, written down as it comes.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<Ratio> _ratios = [];
    private readonly List<string> _failures = [];

    /// <summary>Whether all goals are met, and nothing has failed.</summary>
    public bool IsGood => _failures.Count == 0 && _ratios.All(ratio => ratio.IsMet);

    public void Begin(IBenchmark benchmark) => output.WriteLine($"\n{benchmark.Name}: {benchmark.Description}");

    public void Say(string line) => output.WriteLine($"  {line}");

    public void Show(Table table) => output.WriteLine(table);

    public void Add(string name, double value, Goal goal)
    {
        var ratio = new Ratio(name, value, goal);
        _ratios.Add(ratio);
        output.WriteLine(ratio);
    }

    public void Fail(IBenchmark benchmark, Exception exception)
    {
        // The first line says what; a server's log may follow.
        var line = $"failed {benchmark.Name}: {exception.GetType().Name}: {exception.Message.Split('\n')[0]}";
        _failures.Add(line);
        output.WriteLine(line);
    }

    /// <summary>Which goals are met.</summary>
    public void Sum()
    {
        output.WriteLine($"\n{_ratios.Count(ratio => ratio.IsMet)} of {_ratios.Count} goals met");
        foreach (var ratio in _ratios)
        {
            output.WriteLine($"  {(ratio.IsMet ? "met   " : "MISSED")} {ratio}");
        }

        foreach (var failure in _failures)
        {
            output.WriteLine($"  {failure}");
        }
    }
}
