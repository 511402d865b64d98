using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Naming.Models;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Reads one placeholder as an expression of the half, or says why it is none.</summary>
internal static class PlaceholderReader
{
    public static NamePart? Read(LockedMethodContext context, TemplateToken token)
    {
        if (Resolve(context, token) is not { } value)
        {
            return null;
        }

        // "?." would make the result nullable, which an open type parameter cannot become (CS8978).
        var canBeNullable = value.Type is not ITypeParameterSymbol || value.Type.IsReferenceType || value.Type.IsValueType;
        return new NamePart(true, canBeNullable ? value.Expression : value.Expression.Replace("?.", "."), token.Format);
    }

    /// <summary>What the placeholder stands for, with its type.</summary>
    public static PlaceholderValue? Resolve(LockedMethodContext context, TemplateToken token)
    {
        var names = token.Text.Split('.');
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = names[i].Trim().TrimStart('@');
            if (!SyntaxFacts.IsValidIdentifier(names[i]))
            {
                Report(context, token, Rules.PlaceholderNotReadable, "only names and their members can stand there, as in '{order.Id}'");
                return null;
            }
        }

        if (PlaceholderRoot.Find(context, token, names[0]) is not { } root)
        {
            return null;
        }

        var value = root;
        for (var i = 1; i < names.Length; i++)
        {
            if (Member(context, token, value, names, i) is not { } member)
            {
                return null;
            }

            value = member;
        }

        if (StableText.WhyNone(value.Type) is { } reason)
        {
            Report(context, token, Rules.PlaceholderWithoutText, TypeNames.Short(value.Type), reason);
            return null;
        }

        return value.CanBeNull is null && IsNullable(value.Type) ? value with { CanBeNull = token.Text } : value;
    }

    public static void Report(LockedMethodContext context, TemplateToken token, DiagnosticDescriptor rule, params string[] details) =>
        ReportMisspelt(context, token, rule, meant: null, details);

    /// <summary>As <see cref="Report"/>, with what was meant, without braces.</summary>
    public static void ReportMisspelt(LockedMethodContext context, TemplateToken token, DiagnosticDescriptor rule, string? meant, params string[] details) =>
        context.Report(
            new Finding(rule, context.Attribute.WhereInName(token), [context.Method.Name, $"{{{token.Text}}}", .. details])
            {
                Fix = meant is null ? null : new PlaceholderFix(token.Text, meant),
            });

    private static PlaceholderValue? Member(LockedMethodContext context, TemplateToken token, PlaceholderValue value, string[] names, int index)
    {
        var name = names[index];
        var within = context.Method.ContainingType;
        if (value.IsTypeParameter)
        {
            Report(context, token, Rules.PlaceholderNotReadable, $"'{names[0]}' is a type parameter: write '{{{names[0]}}}'");
            return null;
        }

        var (type, access) = (value.Type, value.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? "?." : ".");
        var member = ReadableMembers.Find(type, name);
        if (member is null && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            (type, access) = (nullable.TypeArguments[0], "?.");
            member = ReadableMembers.Find(type, name);
        }

        if (member is null)
        {
            ReportUnknown(context, token, type, names, index);
            return null;
        }

        if (ReadableMembers.WhyNotReadable(member, type, within, context.Compilation) is { } reason)
        {
            Report(context, token, Rules.PlaceholderNotReadable, reason);
            return null;
        }

        var canBeNull = value.CanBeNull ?? (access == "?." ? string.Join(".", names, 0, index) : null);
        return new PlaceholderValue(value.Expression + access + TypeNames.Identifier(name), ReadableMembers.TypeOf(member), CanBeNull: canBeNull);
    }

    private static bool IsNullable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.NullableAnnotation == NullableAnnotation.Annotated;

    private static void ReportUnknown(LockedMethodContext context, TemplateToken token, ITypeSymbol type, string[] names, int index)
    {
        var readable = ReadableMembers.Names(type, context.Method.ContainingType, context.Compilation).ToList();
        if (readable.Find(other => string.Equals(other, names[index], StringComparison.OrdinalIgnoreCase)) is { } sameButForCase)
        {
            var inThatCase = WithName(names, index, sameButForCase);
            ReportMisspelt(context, token, Rules.PlaceholderCase, inThatCase, $"{{{inThatCase}}}");
            return;
        }

        var meant = ClosestName.Among(readable, names[index]) is { } closest ? WithName(names, index, closest) : null;
        ReportMisspelt(
            context, token, Rules.UnknownPlaceholder, meant, $"'{TypeNames.Short(type)}' has no member '{names[index]}'",
            meant is null ? "" : $"; did you mean '{{{meant}}}'?");
    }

    private static string WithName(string[] names, int index, string name) =>
        string.Join(".", names.Select((old, i) => i == index ? name : old));
}
