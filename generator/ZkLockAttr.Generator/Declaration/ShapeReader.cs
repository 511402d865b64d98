using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Declaration.Models;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Reads the shape of a method from its result.</summary>
internal static class ShapeReader
{
    public static CallShape Read(IMethodSymbol method)
    {
        var result = method.ReturnType;
        return method.ReturnsVoid ? CallShape.Void
            : LockTypes.IsTaskLike(result, "Task", 0) ? CallShape.Task
            : LockTypes.IsTaskLike(result, "Task", 1) ? CallShape.TaskOfResult
            : LockTypes.IsTaskLike(result, "ValueTask", 0) ? CallShape.ValueTask
            : LockTypes.IsTaskLike(result, "ValueTask", 1) ? CallShape.ValueTaskOfResult
            : LockTypes.IsAsyncEnumerable(result) ? CallShape.AsyncEnumerable
            : CallShape.Result;
    }

    /// <summary>What the caller gets in the end: the <c>T</c> of <c>Task&lt;T&gt;</c>; null for void-like methods.</summary>
    public static ITypeSymbol? ResultType(IMethodSymbol method, CallShape shape) => shape switch
    {
        CallShape.Result => method.ReturnType,
        CallShape.TaskOfResult or CallShape.ValueTaskOfResult => ((INamedTypeSymbol)method.ReturnType).TypeArguments[0],
        _ => null,
    };

    public static string? WhyResultIsNotLockable(IMethodSymbol method, CallShape shape)
    {
        if (method.RefKind != RefKind.None)
        {
            return "a reference that outlives the lock";
        }

        if (shape != CallShape.Result)
        {
            return null;
        }

        return method.ReturnType switch
        {
            { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer",
            { IsRefLikeType: true } or ITypeParameterSymbol { AllowsRefLikeType: true } => "a ref struct",
            INamedTypeSymbol { Name: "IAsyncEnumerator", ContainingNamespace.Name: "Generic" } =>
                "which would be enumerated after the lock is released",
            { } result when IsAwaitable(result) => "an awaitable of another kind, which nobody would await under the lock",
            _ => null,
        };
    }

    private static bool IsAwaitable(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("GetAwaiter"))
            {
                if (member is IMethodSymbol { IsStatic: false, Parameters.IsEmpty: true, ReturnsVoid: false })
                {
                    return true;
                }
            }
        }

        return false;
    }
}
