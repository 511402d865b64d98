using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Finds what the first name of a placeholder stands for: a parameter, <c>this</c>, or a type parameter.</summary>
internal static class PlaceholderRoot
{
    public static PlaceholderValue? Find(LockedMethodContext context, TemplateToken token, string name)
    {
        var method = context.Method;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Name == name)
            {
                return Read(context, token, parameter);
            }
        }

        if (name == "this")
        {
            if (!method.IsStatic)
            {
                return new PlaceholderValue("this", method.ContainingType);
            }

            PlaceholderReader.Report(context, token, Rules.PlaceholderNotReadable, "a static method has no 'this'");
            return null;
        }

        if (TypeParameters(method).FirstOrDefault(parameter => parameter.Name == name) is { } typeParameter)
        {
            return TypeOf(context, typeParameter);
        }

        ReportUnknown(context, token, name);
        return null;
    }

    private static PlaceholderValue? Read(LockedMethodContext context, TemplateToken token, IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.Out)
        {
            return new PlaceholderValue(TypeNames.Identifier(parameter.Name), parameter.Type);
        }

        PlaceholderReader.Report(context, token, Rules.PlaceholderNotReadable, "an out parameter has no value yet when the lock is taken");
        return null;
    }

    private static PlaceholderValue? TypeOf(LockedMethodContext context, ITypeParameterSymbol parameter) =>
        context.Compilation.GetTypeByMetadataName("System.Type") is { } type
            ? new PlaceholderValue($"typeof({TypeNames.Identifier(parameter.Name)})", type, IsTypeParameter: true)
            : null;

    private static IEnumerable<ITypeParameterSymbol> TypeParameters(IMethodSymbol method)
    {
        foreach (var parameter in method.TypeParameters)
        {
            yield return parameter;
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach (var parameter in type.TypeParameters)
            {
                yield return parameter;
            }
        }
    }

    private static void ReportUnknown(LockedMethodContext context, TemplateToken token, string name)
    {
        var method = context.Method;
        var known = method.Parameters.Select(parameter => parameter.Name).Concat(TypeParameters(method).Select(parameter => parameter.Name)).ToList();
        var rest = token.Text.IndexOf('.') is var dot and >= 0 ? token.Text.Substring(dot) : "";
        if (known.Find(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) is { } sameButForCase)
        {
            PlaceholderReader.ReportMisspelt(context, token, Rules.PlaceholderCase, sameButForCase + rest, $"{{{sameButForCase}{rest}}}");
            return;
        }

        var members = method.IsStatic ? [] : ReadableMembers.Names(method.ContainingType, method.ContainingType, context.Compilation).ToList();
        var suggestion = members.Contains(name) ? $"this.{name}"
            : ClosestName.Among(known, name) is { } closest ? closest
            : ClosestName.Among(members, name) is { } member ? $"this.{member}"
            : null;
        PlaceholderReader.ReportMisspelt(
            context, token, Rules.UnknownPlaceholder, suggestion is null ? null : suggestion + rest, $"the method has no parameter '{name}'",
            suggestion is null ? "" : $"; did you mean '{{{suggestion}{rest}}}'?");
    }
}
