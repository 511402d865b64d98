namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>One measurement that can be asked for by its name.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Description { get; }

    /// <summary>Measures, and reports what it has found.</summary>
    Task RunAsync(Setting setting);
}
