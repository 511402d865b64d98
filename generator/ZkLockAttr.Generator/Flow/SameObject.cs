using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Tells calls of a method on the object that makes them, which locks with the same locks.</summary>
internal static class SameObject
{
    public static bool IsCalledBy(IInvocationOperation call) =>
        !call.TargetMethod.Parameters.Any(parameter => LockTypes.IsLockProvider(parameter.Type)) && call.Instance switch
        {
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } instance => instance.Syntax is not BaseExpressionSyntax,
            null => call.TargetMethod.IsStatic,
            _ => false,
        };

    /// <summary>Whether an override may run instead, which nobody here has seen.</summary>
    public static bool MayBeOverridden(IMethodSymbol method) =>
        (method.IsVirtual || method.IsAbstract || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed;
}
