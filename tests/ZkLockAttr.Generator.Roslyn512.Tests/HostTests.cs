using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.Generator.Tests;

/// <summary>These tests run where they say: in the newer Roslyn, with the generator that was compiled against the older one.</summary>
public class HostTests
{
    [Theory]
    [InlineData(typeof(Compilation))]
    [InlineData(typeof(CSharpCompilation))]
    public void The_host_is_Roslyn_5_12(Type type) => Assert.Equal(new Version(5, 12, 0, 0), type.Assembly.GetName().Version);

    [Fact]
    public void The_generator_was_compiled_against_Roslyn_4_14()
    {
        var roslyn = typeof(DistributedLockGenerator).Assembly.GetReferencedAssemblies()
            .Where(reference => reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(roslyn);
        Assert.All(roslyn, reference => Assert.Equal(new Version(4, 14, 0, 0), reference.Version));
    }
}
