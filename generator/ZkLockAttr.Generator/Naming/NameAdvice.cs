using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Finds names that can be read but do not name what they seem to.</summary>
internal static class NameAdvice
{
    public static void Check(LockedMethodContext context)
    {
        var names = context.Attribute.Names;
        var tokens = names.SelectMany((name, i) => TemplateReader.Read(name!, out _, i)).ToImmutableArray();
        foreach (var token in tokens)
        {
            if (token.IsPlaceholder && PlaceholderReader.Resolve(context, token) is { } value)
            {
                PlaceholderAdvice.Check(context, token, value);
            }
        }

        CheckTypeArguments(context, tokens);
        for (var i = 1; i < names.Length; i++)
        {
            if (names.IndexOf(names[i]) < i)
            {
                context.Report(Rules.NameIsRepeated, context.Attribute.WhereNameIs(i), context.Method.Name, names[i]!);
            }
        }
    }

    // Who names it in one of several has thought of it.
    private static void CheckTypeArguments(LockedMethodContext context, ImmutableArray<TemplateToken> tokens)
    {
        var method = context.Method;
        if (!method.TypeParameters.IsEmpty && !tokens.Any(token => token.IsPlaceholder && DependsOnTypeArgument(method, token)))
        {
            context.Report(Rules.NameWithoutTypeArgument, context.Attribute.WhereNameIs(0), method.Name, method.TypeParameters[0].Name);
        }
    }

    private static bool DependsOnTypeArgument(IMethodSymbol method, TemplateToken token)
    {
        var root = token.Text.Split('.')[0].Trim().TrimStart('@');
        return method.TypeParameters.Any(parameter => parameter.Name == root)
            || method.Parameters.FirstOrDefault(parameter => parameter.Name == root) is { } named && MentionsTypeParameterOf(method, named.Type);
    }

    private static bool MentionsTypeParameterOf(IMethodSymbol method, ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => method.TypeParameters.Contains(parameter, SymbolEqualityComparer.Default),
        IArrayTypeSymbol array => MentionsTypeParameterOf(method, array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => MentionsTypeParameterOf(method, argument)),
        _ => false,
    };
}
