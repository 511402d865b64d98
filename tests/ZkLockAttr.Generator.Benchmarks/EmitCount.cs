using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>How many halves are written again after an edit that none of them depends on.</summary>
internal static class EmitCount
{
    public static int AfterUnrelatedEdit()
    {
        var workload = Subject.Lock.Workload();
        var driver = CSharpGeneratorDriver
            .Create(
                [Subject.Lock.Generator()],
                parseOptions: (CSharpParseOptions)workload.Fresh().SyntaxTrees[0].Options,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(workload.Fresh())
            .RunGenerators(workload.AfterUnrelatedEdit());
        var outputs = driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs).ToArray();
        if (outputs.Length != Workload.Methods)
        {
            throw new InvalidOperationException($"{outputs.Length} halves of {Workload.Methods}.");
        }

        return outputs.Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }
}
