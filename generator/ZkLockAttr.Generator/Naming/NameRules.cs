using System.Collections.Immutable;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Naming.Models;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Reads the names of the locks, with whatever is wrong with them.</summary>
internal static class NameRules
{
    // What LockRequest takes.
    private const int MostNames = 128;

    public static ImmutableArray<NameTemplate> Check(LockedMethodContext context)
    {
        var templates = context.Attribute.Names;
        if (templates.Length is 0 or > MostNames)
        {
            var reason = templates.IsEmpty ? "there is none" : $"there are {templates.Length} of them, and at most {MostNames} locks can be taken together";
            context.Report(Rules.NameIsNoPath, context.Attribute.WhereNameIs(MostNames), context.Method.Name, reason);
            return [];
        }

        var names = ImmutableArray.CreateBuilder<NameTemplate>(templates.Length);
        for (var i = 0; i < templates.Length; i++)
        {
            if (templates[i] is { } template)
            {
                names.Add(new NameTemplate(template, Read(context, template, i)));
            }
            else
            {
                context.Report(Rules.NameIsNoPath, context.Attribute.WhereNameIs(i), context.Method.Name, "it is null");
            }
        }

        return names.DrainToImmutable();
    }

    private static ImmutableArray<NamePart> Read(LockedMethodContext context, string template, int index)
    {
        var tokens = TemplateReader.Read(template, out var error, index);
        if (error is { } braces)
        {
            context.Report(Rules.UnbalancedBraces, context.Attribute.WhereInName(index, braces.Start, braces.Length), context.Method.Name, braces.What);
            return [];
        }

        PathRules.Check(context, tokens, index);
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
