using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>Finds the part of a placeholder that is a nullable struct.</summary>
internal static class NullableHop
{
    /// <returns>How long the placeholder is up to its end, and the placeholder with <c>.Value</c> there; null where the part is a reference.</returns>
    public static (int Length, string Text)? Of(TemplateToken token, Place place, CancellationToken cancellationToken)
    {
        if (place.Method(cancellationToken) is not var (_, method) || LockTypes.FindLockAttribute(method) is not { } attribute)
        {
            return null;
        }

        var context = new LockedMethodContext(method, attribute, place.Compilation, cancellationToken);
        if (PlaceholderReader.Resolve(context, token)?.CanBeNull is not { } part)
        {
            return null;
        }

        // As it is written, blanks and all.
        var written = context.Attribute.Names[token.Name]!.Substring(token.Start + 1, token.Length - 2).Split(':')[0].Split('.');
        var hops = part.Split('.').Length;
        var before = string.Join(".", written.Take(hops)).TrimEnd();
        var text = string.Join(".", [before.Trim() + ".Value", .. written.Skip(hops).Select(name => name.Trim())]);
        return PlaceholderReader.Resolve(context, token with { Text = text }) is { } value && value.CanBeNull != part ? (before.Length, text) : null;
    }
}
