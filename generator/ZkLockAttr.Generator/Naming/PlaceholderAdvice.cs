using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Finds placeholders whose text is missing, incomplete, or not the same for the same value.</summary>
internal static class PlaceholderAdvice
{
    public static void Check(LockedMethodContext context, TemplateToken token, PlaceholderValue value)
    {
        if (value.CanBeNull is { } part)
        {
            PlaceholderReader.Report(context, token, Rules.PlaceholderCanBeNull, part);
        }

        var type = WithoutNull(value.Type);
        if (HowToWriteEqualValuesAlike(type, token) is { } advice)
        {
            PlaceholderReader.Report(context, token, Rules.PlaceholderTextDiffers, TypeNames.Short(type), advice);
        }
        else if (token.Format is null && WhatTheTextLeavesOut(type) is { } missing)
        {
            PlaceholderReader.Report(context, token, Rules.PlaceholderNeedsFormat, TypeNames.Short(type), missing, $"{{{token.Text}:O}}");
        }
        else if (IsEnumByName(type, token))
        {
            PlaceholderReader.Report(context, token, Rules.PlaceholderIsEnum, TypeNames.Short(type), $"{{{token.Text}:D}}");
        }
    }

    /// <summary>Whether it is a date or time that is written without a format and loses something.</summary>
    public static bool NeedsRoundTripFormat(TemplateToken token, PlaceholderValue value) =>
        token.Format is null && WhatTheTextLeavesOut(WithoutNull(value.Type)) is not null;

    private static ITypeSymbol WithoutNull(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static string? HowToWriteEqualValuesAlike(ITypeSymbol type, TemplateToken token)
    {
        if (type.SpecialType is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single || IsOfSystem(type, "Half"))
        {
            return token.Format is null ? $"write a fixed number of digits, as '{{{token.Text}:F2}}', or lock by an id" : null;
        }

        // "u" and "R" write universal time, and leave out fractions of a second because they were asked to.
        return IsOfSystem(type, "DateTimeOffset") && token.Format is not ("u" or "r" or "R") ? $"write '{{{token.Text}.UtcDateTime:O}}'" : null;
    }

    private static string? WhatTheTextLeavesOut(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_DateTime ? "the time zone and fractions of a second"
        : IsOfSystem(type, "TimeOnly") ? "the seconds"
        : null;

    // Members of enums that come with a package or the framework are not renamed: that would break whoever uses them.
    private static bool IsEnumByName(ITypeSymbol type, TemplateToken token) =>
        type is { TypeKind: TypeKind.Enum, DeclaringSyntaxReferences.IsEmpty: false } && token.Format is (null or "G" or "g" or "F" or "f");

    private static bool IsOfSystem(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
