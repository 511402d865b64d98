using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator;

namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>Has the workspace run the generator, as an editor does: from the assembly that the tests have loaded.</summary>
internal static class LockGeneratorReference
{
    // A reference to a file: a search for symbols knows no other kind with a generator.
    public static readonly AnalyzerReference Instance = new AnalyzerFileReference(typeof(DistributedLockGenerator).Assembly.Location, new LoadedAssembly());

    private sealed class LoadedAssembly : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => typeof(DistributedLockGenerator).Assembly;
    }
}
