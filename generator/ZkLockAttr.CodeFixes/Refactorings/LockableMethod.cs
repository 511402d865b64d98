using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Declaration.Models;

namespace ZkLockAttr.CodeFixes.Refactorings;

/// <summary>Tells whether an ordinary method could be locked as it is: whether no rule would complain of it.</summary>
internal static class LockableMethod
{
    public static bool Is(MethodDeclarationSyntax syntax, IMethodSymbol method, string bodyName, CancellationToken cancellationToken) =>
        method is { MethodKind: MethodKind.Ordinary, IsAbstract: false, IsAsync: false } or { MethodKind: MethodKind.Ordinary, IsAsync: true, ReturnsVoid: false }
        && PartialDefinition.HasBody(syntax)
        && !syntax.Modifiers.Any(SyntaxKind.PartialKeyword)
        && LockTypes.FindLockAttribute(method) is null
        && !IsEntryPoint(method)
        && AreTypesOpen(method)
        && IsShapeLockable(method)
        && !IteratorSyntax.IsIterator(method, cancellationToken)
        && PartialDefinition.IsPossible(syntax, method, bodyName);

    private static bool IsEntryPoint(IMethodSymbol method) => method is { IsStatic: true, Name: WellKnownMemberNames.EntryPointMethodName };

    // To another part, in a file of the generator's.
    private static bool AreTypesOpen(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsShapeLockable(IMethodSymbol method)
    {
        var shape = ShapeReader.Read(method);
        return ShapeReader.WhyResultIsNotLockable(method, shape) is null
            && (!shape.IsAsync()
                || !method.Parameters.Any(parameter => ShapeRules.WhyParameterIsNotAsync(parameter) is not null)
                && (method.IsStatic || !method.ContainingType.IsRefLikeType));
    }
}
