using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator;

namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>Has the workspace run the generator, as an editor does.</summary>
internal sealed class LockGeneratorReference : AnalyzerReference
{
    // One instance: a workspace knows a generator by it.
    private static readonly ImmutableArray<ISourceGenerator> Generators = [new DistributedLockGenerator().AsSourceGenerator()];

    public override string FullPath => typeof(DistributedLockGenerator).Assembly.Location;

    public override object Id => nameof(LockGeneratorReference);

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => Generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => Generators;
}
