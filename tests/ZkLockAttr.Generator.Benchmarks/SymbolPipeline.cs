using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>
/// What Roslyn itself takes for the symbols that any typed placeholder, body and provider must look at: after each edit it makes them anew, so no
/// generator that checks types gets below this.
/// </summary>
internal sealed class SymbolPipeline(string attribute) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var found = context.SyntaxProvider.ForAttributeWithMetadataName(attribute, static (_, _) => true, static (found, _) => Touch((IMethodSymbol)found.TargetSymbol));
        context.RegisterSourceOutput(found, static (_, _) => { });
    }

    private static int Touch(IMethodSymbol method)
    {
        var touched = Parameters(method) + Members(method.Parameters[0].Type);
        foreach (var body in method.ContainingType.GetMembers(method.Name + "Core"))
        {
            touched += Parameters((IMethodSymbol)body);
        }

        foreach (var constructor in method.ContainingType.InstanceConstructors)
        {
            touched += Parameters(constructor);
        }

        // The same for all: nothing but looking at them is measured.
        return Math.Min(touched, 1);
    }

    private static int Parameters(IMethodSymbol method)
    {
        var touched = method.ReturnType.Name.Length;
        foreach (var parameter in method.Parameters)
        {
            touched += parameter.Type.Name.Length;
        }

        return touched;
    }

    private static int Members(ITypeSymbol type)
    {
        var touched = 0;
        foreach (var member in type.GetMembers("Id"))
        {
            touched += ((IPropertySymbol)member).Type.AllInterfaces.Length;
        }

        return touched;
    }
}
