using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.Generator.Tests.Harness;

/// <summary>One run of the generator. Every run is done twice, and the second must find everything in the cache.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, Compilation output)
    {
        Driver = driver;
        Output = output;
    }

    public GeneratorDriver Driver { get; }

    /// <summary>The user's code with the halves.</summary>
    public Compilation Output { get; }

    public GeneratorRunResult Result => Assert.Single(Driver.GetRunResult().Results);

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>Code that leads to a half, good or throwing: neither the generator nor the compiler has a complaint.</summary>
    public static GeneratorRun OfGood(params IEnumerable<string> sources)
    {
        var run = Of(TestCompilation.Of(sources));
        Assert.Empty(run.Diagnostics);
        run.AssertCompiles();
        return run;
    }

    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new DistributedLockGenerator().AsSourceGenerator()],
            parseOptions: TestCompilation.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var run = new GeneratorRun(driver, output);
        Assert.Null(run.Result.Exception);
        run.AssertHoldsNoCompilation();
        run.Again(compilation.Clone()).AssertAllCached();
        return run;
    }

    /// <summary>The same driver over an edited compilation.</summary>
    public GeneratorRun Again(CSharpCompilation edited)
    {
        var driver = Driver.RunGeneratorsAndUpdateCompilation(edited, out var output, out _);
        return new GeneratorRun(driver, output);
    }

    /// <summary>Why each value of a stage was made, in the order of the methods.</summary>
    public IncrementalStepRunReason[] Reasons(string trackingName) =>
        Result.TrackedSteps.TryGetValue(trackingName, out var steps) ? [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)] : [];

    public IncrementalStepRunReason[] OutputReasons() =>
        [.. Result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];

    public void AssertCompiles() =>
        Assert.Empty(Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));

    private void AssertAllCached()
    {
        foreach (var name in TrackingNames.All)
        {
            Assert.All(Reasons(name), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name}: {reason}"));
        }

        Assert.All(OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private void AssertHoldsNoCompilation()
    {
        foreach (var name in TrackingNames.All)
        {
            if (Result.TrackedSteps.TryGetValue(name, out var steps))
            {
                Assert.All(steps.SelectMany(step => step.Outputs), output => ObjectGraph.AssertHoldsNoCompilation(output.Value));
            }
        }
    }
}
