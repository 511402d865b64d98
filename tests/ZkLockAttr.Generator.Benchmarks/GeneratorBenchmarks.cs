using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>What a generator costs whoever types, and whoever builds.</summary>
public class GeneratorBenchmarks
{
    private Workload _workload = null!;
    private GeneratorDriver _cold = null!;
    private GeneratorDriver _warm = null!;

    [ParamsAllValues]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _workload = Subject.Workload();
        _cold = CSharpGeneratorDriver.Create([Subject.Generator()], parseOptions: (CSharpParseOptions)_workload.Fresh().SyntaxTrees[0].Options);
        _warm = _cold.RunGenerators(_workload.Fresh());
    }

    /// <summary>A digit typed in another file.</summary>
    [Benchmark]
    public GeneratorDriver UnrelatedEdit() => _warm = _warm.RunGenerators(_workload.AfterUnrelatedEdit());

    /// <summary>The first run of a build.</summary>
    [Benchmark]
    public GeneratorDriver Cold() => _cold.RunGenerators(_workload.Fresh());
}
