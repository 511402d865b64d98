using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.Generator.Body;

/// <summary>Bodies as people read them.</summary>
internal static class BodyText
{
    private static readonly SymbolDisplayFormat NameAndTypes = SymbolDisplayFormat.CSharpShortErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters);

    private static readonly SymbolDisplayFormat ParameterFormat = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Short(IMethodSymbol method) => method.ToDisplayString(NameAndTypes);

    /// <summary>The declaration that would be the body.</summary>
    public static string Expected(IMethodSymbol definition, string bodyName)
    {
        var typeParameters = definition.TypeParameters.IsEmpty
            ? ""
            : $"<{string.Join(", ", definition.TypeParameters.Select(parameter => parameter.Name))}>";
        var parameters = string.Join(", ", definition.Parameters.Select(parameter => parameter.ToDisplayString(ParameterFormat)));
        return $"private {(definition.IsStatic ? "static " : "")}{TypeNames.Short(definition.ReturnType)} {bodyName}{typeParameters}({parameters})";
    }
}
