using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>What Roslyn itself takes for finding the methods with attributes: the floor under every generator that is driven by them.</summary>
internal sealed class ConstantPipeline(params string[] attributes) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (var attribute in attributes)
        {
            var found = context.SyntaxProvider.ForAttributeWithMetadataName(attribute, static (_, _) => true, static (_, _) => 1);
            context.RegisterSourceOutput(found, static (_, _) => { });
        }
    }
}
