using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>
/// Gives a type the locks that its methods lock with: by its primary constructor, or by the constructors that it has, which keep them in a field.
/// </summary>
internal static class LocksInjection
{
    /// <summary>Adds them and says how; null where the type has no one place for them.</summary>
    /// <param name="edits">The repair that they belong to.</param>
    /// <param name="method">The method that needs them.</param>
    /// <param name="syntax">Its syntax.</param>
    /// <param name="compilation">What it means.</param>
    /// <param name="typeName">What their type is called at a place.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static string? TryAdd(
        Edits edits,
        IMethodSymbol method,
        MethodDeclarationSyntax syntax,
        Compilation compilation,
        Func<SyntaxNode, string> typeName,
        CancellationToken cancellationToken)
    {
        // A record would compare and print them; a member of an interface breaks all that implement it.
        var type = method.ContainingType;
        if (method.IsStatic || type is { IsRecord: true } or not { TypeKind: TypeKind.Class or TypeKind.Struct })
        {
            return null;
        }

        var constructors = type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared).ToList();
        return constructors.Count == 0
            ? AddPrimaryConstructor(edits, method, syntax, typeName)
            : constructors.Count == 1
                && constructors[0].DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is TypeDeclarationSyntax { ParameterList: { } parameters }
                ? AddToPrimaryConstructor(edits, method, constructors[0], parameters, typeName)
                : ConstructorLocks.TryAdd(edits, method, constructors, compilation, typeName, cancellationToken);
    }

    private static string? AddPrimaryConstructor(Edits edits, IMethodSymbol method, MethodDeclarationSyntax syntax, Func<SyntaxNode, string> typeName)
    {
        if (syntax.Parent is not TypeDeclarationSyntax type
            || ((CSharpParseOptions)syntax.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp12
            || LocksName.OfParameter(method, constructor: null) is not { } name)
        {
            return null;
        }

        var end = type.TypeParameterList?.Span.End ?? type.Identifier.Span.End;
        edits.Insert(type.SyntaxTree, end, $"({typeName(type)} {name})");
        return $"Give '{type.Identifier.ValueText}' a primary constructor with '{name}'";
    }

    private static string? AddToPrimaryConstructor(
        Edits edits, IMethodSymbol method, IMethodSymbol constructor, ParameterListSyntax parameters, Func<SyntaxNode, string> typeName)
    {
        if (LocksName.OfParameter(method, constructor) is not { } name)
        {
            return null;
        }

        ParameterInsertion.Insert(edits, parameters, ParameterInsertion.BeforeOptional(parameters), $"{typeName(parameters)} {name}");
        return $"Give the primary constructor of '{method.ContainingType.Name}' the parameter '{name}'";
    }
}
