using Microsoft.CodeAnalysis;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>Reads again what a diagnostic about a name lies on: one placeholder; all of the name where its literal has escapes.</summary>
internal static class FlaggedPlaceholders
{
    public static IEnumerable<(TemplateToken Token, PlaceholderValue Value)> At(Place place, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (place.Method(cancellationToken) is not var (_, method) || LockTypes.FindLockAttribute(method) is not { } attribute)
        {
            yield break;
        }

        var context = new LockedMethodContext(method, attribute, place.Compilation, cancellationToken);
        var tokens = context.Attribute.Names.SelectMany((name, i) => TemplateReader.Read(name ?? "", out _, i));
        foreach (var token in tokens)
        {
            if (token.IsPlaceholder
                && context.Attribute.WhereInName(token)?.SourceSpan == diagnostic.Location.SourceSpan
                && PlaceholderReader.Resolve(context, token) is { } value)
            {
                yield return (token, value);
            }
        }
    }
}
