using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator.Declaration.Models;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Reads the types around a half.</summary>
internal static class NestingReader
{
    private static readonly SymbolDisplayFormat NamespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <param name="method">The definition.</param>
    /// <param name="syntax">The definition's syntax.</param>
    /// <param name="isAsync">An async half cannot stand in an unsafe type (CS4004), and needs no pointer.</param>
    public static TypeNesting Read(IMethodSymbol method, MethodDeclarationSyntax syntax, bool isAsync)
    {
        var headers = ImmutableArray.CreateBuilder<string>();
        var typeParameters = ImmutableArray.CreateBuilder<string>();
        var declaration = syntax.Parent as TypeDeclarationSyntax;
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            var isUnsafe = !isAsync && declaration is not null && declaration.Modifiers.Any(SyntaxKind.UnsafeKeyword);
            headers.Insert(0, Header(type, isUnsafe));
            typeParameters.InsertRange(0, type.TypeParameters.Select(parameter => TypeNames.Identifier(parameter.Name)));
            declaration = declaration?.Parent as TypeDeclarationSyntax;
        }

        var space = method.ContainingNamespace;
        return new TypeNesting(
            space.IsGlobalNamespace ? null : space.ToDisplayString(NamespaceFormat), headers.ToImmutable(), typeParameters.ToImmutable());
    }

    private static string Header(INamedTypeSymbol type, bool isUnsafe)
    {
        var keyword = type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsValueType: true } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        var typeParameters = type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(WithVariance))}>";
        return $"{(isUnsafe ? "unsafe " : "")}partial {keyword} {TypeNames.Declared(type.Name)}{typeParameters}";
    }

    private static string WithVariance(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => "",
    } + TypeNames.Declared(parameter.Name);
}
