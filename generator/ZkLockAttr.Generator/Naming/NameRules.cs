using System.Collections.Immutable;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Naming.Models;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Reads the lock's name, with whatever is wrong with it.</summary>
internal static class NameRules
{
    public static ImmutableArray<NamePart> Check(LockedMethodContext context)
    {
        if (context.Attribute.Name is not { } template)
        {
            context.Report(Rules.NameIsNoPath, context.Attribute.WhereNameIs(), context.Method.Name, "it is null");
            return [];
        }

        var tokens = TemplateReader.Read(template, out var error);
        if (error is { } braces)
        {
            context.Report(Rules.UnbalancedBraces, context.Attribute.WhereInName(braces.Start, braces.Length), context.Method.Name, braces.What);
            return [];
        }

        PathRules.Check(context, tokens);
        var parts = ImmutableArray.CreateBuilder<NamePart>(tokens.Length);
        foreach (var token in tokens)
        {
            if (!token.IsPlaceholder)
            {
                parts.Add(new NamePart(false, token.Text));
            }
            else if (PlaceholderReader.Read(context, token) is { } value)
            {
                parts.Add(value);
            }
        }

        return parts.DrainToImmutable();
    }
}
