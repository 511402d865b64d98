using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>
/// Gives a type the locks that its methods lock with: by its primary constructor, or by the one constructor that it has, which keeps them in a field.
/// </summary>
internal static class LocksInjection
{
    /// <summary>Adds them and says how; null where the type has no one place for them.</summary>
    /// <param name="edits">The repair that they belong to.</param>
    /// <param name="method">The method that needs them.</param>
    /// <param name="syntax">Its syntax.</param>
    /// <param name="typeName">What their type is called at a place.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static string? TryAdd(
        Edits edits, IMethodSymbol method, MethodDeclarationSyntax syntax, Func<SyntaxNode, string> typeName, CancellationToken cancellationToken)
    {
        // A record would compare and print them; a member of an interface breaks all that implement it.
        var type = method.ContainingType;
        if (method.IsStatic || type is { IsRecord: true } or not { TypeKind: TypeKind.Class or TypeKind.Struct })
        {
            return null;
        }

        var constructors = type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared).ToList();
        return constructors.Count switch
        {
            0 => AddPrimaryConstructor(edits, method, syntax, typeName),
            1 => constructors[0].DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) switch
            {
                TypeDeclarationSyntax { ParameterList: { } parameters } => AddToPrimaryConstructor(edits, method, constructors[0], parameters, typeName),
                ConstructorDeclarationSyntax constructor => AddField(edits, method, constructors[0], constructor, typeName),
                _ => null,
            },
            _ => null,
        };
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

        AddParameter(edits, parameters, $"{typeName(parameters)} {name}");
        return $"Give the primary constructor of '{method.ContainingType.Name}' the parameter '{name}'";
    }

    private static string? AddField(
        Edits edits, IMethodSymbol method, IMethodSymbol constructor, ConstructorDeclarationSyntax declaration, Func<SyntaxNode, string> typeName)
    {
        var type = method.ContainingType;
        var given = constructor.Parameters.Where(parameter => parameter.RefKind == RefKind.None && LockTypes.IsLockProvider(parameter.Type)).ToList();
        if (declaration is not { Body: { } body, Parent: TypeDeclarationSyntax declaring }
            || given.Count > 1
            || LocksName.OfField(type) is not { } field
            || (given.Count == 1 ? given[0].Name : LocksName.OfParameter(method, constructor)) is not { } name)
        {
            return null;
        }

        var locks = typeName(declaration);
        if (given.Count == 0)
        {
            AddParameter(edits, declaration.ParameterList, $"{locks} {name}");
        }

        var lineBreak = Layout.LineBreak(declaration.SyntaxTree);
        var indent = Layout.Indent(declaration);
        edits.Insert(body.SyntaxTree, body.OpenBraceToken.Span.End, Assignment(body, $"{field} = {name};", lineBreak, indent + Layout.Step(declaration)));
        LocksField.Insert(edits, declaring, $"private readonly {locks} {field};");
        return given.Count == 1 ? $"Keep '{name}' in a field of '{type.Name}'" : $"Give the constructor of '{type.Name}' the parameter '{name}'";
    }

    private static string Assignment(BlockSyntax body, string statement, string lineBreak, string indent)
    {
        var isOneLine = !body.ToString().Contains('\n');
        return isOneLine ? $" {statement}" : $"{lineBreak}{indent}{statement}";
    }

    // Before those that may be left out: they stand last.
    private static void AddParameter(Edits edits, ParameterListSyntax parameters, string parameter)
    {
        var index = parameters.Parameters.IndexOf(other => other.Default is not null || other.Modifiers.Any(SyntaxKind.ParamsKeyword));
        ParameterInsertion.Insert(edits, parameters, index < 0 ? parameters.Parameters.Count : index, parameter);
    }
}
