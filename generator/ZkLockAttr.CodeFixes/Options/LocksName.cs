using Microsoft.CodeAnalysis;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>Finds a name for the locks of a type that nothing near it has.</summary>
internal static class LocksName
{
    private static readonly string[] Names = ["locks", "distributedLocks"];

    public static string? OfParameter(IMethodSymbol method, IMethodSymbol? constructor) =>
        Names.FirstOrDefault(name => !IsMember(method.ContainingType, name) && !IsNear(method, name) && !IsOf(constructor, name));

    public static string? OfField(INamedTypeSymbol type) => Names.Select(name => "_" + name).FirstOrDefault(name => !IsMember(type, name));

    // A parameter or type parameter of the locked method would hide it from the half.
    private static bool IsNear(IMethodSymbol method, string name) =>
        method.Parameters.Any(parameter => parameter.Name == name)
        || method.TypeParameters.Concat(method.ContainingType.TypeParameters).Any(parameter => parameter.Name == name);

    private static bool IsOf(IMethodSymbol? constructor, string name) =>
        constructor is not null && constructor.Parameters.Any(parameter => parameter.Name == name);

    private static bool IsMember(INamedTypeSymbol type, string name)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (!level.GetMembers(name).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
