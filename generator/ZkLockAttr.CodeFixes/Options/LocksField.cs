using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>Keeps a primary-constructor parameter in a field, which the half finds before the parameter.</summary>
internal static class LocksField
{
    /// <returns>The name of the field; null where it cannot be added.</returns>
    public static string? TryAdd(Edits edits, IParameterSymbol parameter, Compilation compilation, CancellationToken cancellationToken)
    {
        // The same place for all methods of the type: beside the parameter, if there are members.
        var type = parameter.ContainingType;
        var declaration = type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .Where(part => part.Members.Count > 0)
            .OrderBy(part => part.ParameterList is null)
            .FirstOrDefault();
        if (declaration is null || LocksName.OfField(type) is not { } field)
        {
            return null;
        }

        var typeName = parameter.Type.ToMinimalDisplayString(compilation.GetSemanticModel(declaration.SyntaxTree), declaration.SpanStart);
        Insert(edits, declaration, $"private readonly {typeName} {field} = {TypeNames.Identifier(parameter.Name)};");
        return field;
    }

    /// <summary>Writes a field before all other members.</summary>
    public static void Insert(Edits edits, TypeDeclarationSyntax type, string field)
    {
        var first = type.Members[0];
        var lineBreak = Layout.LineBreak(type.SyntaxTree);
        edits.Insert(
            type.SyntaxTree,
            type.OpenBraceToken.Span.End,
            $"{lineBreak}{Layout.Indent(first)}{field}{(first is FieldDeclarationSyntax ? "" : lineBreak)}");
    }
}
