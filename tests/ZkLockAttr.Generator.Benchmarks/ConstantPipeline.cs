using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>What Roslyn itself takes for finding the methods with an attribute: the floor under every generator that is driven by one.</summary>
internal sealed class ConstantPipeline(string attribute) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var found = context.SyntaxProvider.ForAttributeWithMetadataName(attribute, static (_, _) => true, static (_, _) => 1);
        context.RegisterSourceOutput(found, static (_, _) => { });
    }
}
