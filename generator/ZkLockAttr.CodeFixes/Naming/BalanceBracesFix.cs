using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>
/// ZKL0202: completes the brace's pair around what names something, removes the colon of an empty format, or doubles the brace so that it is text.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BalanceBracesFix)), Shared]
public sealed class BalanceBracesFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnbalancedBraces.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || NameLiteral.At(place.Node) is not { } name
            || place.Method(cancellationToken) is not var (_, method))
        {
            return [];
        }

        TemplateReader.Read(name.Template, out var error);
        return error switch
        {
            { Length: 1 } brace => [.. Complete(place, name, method, brace.Start), .. Double(place, name, brace.Start)],
            { } placeholder => RemoveColon(place, name, placeholder),
            null => [],
        };
    }

    private static ImmutableArray<Repair> Complete(Place place, NameLiteral name, IMethodSymbol method, int brace)
    {
        var template = name.Template;
        var isOpen = template[brace] == '{';

        // The rest of the segment, up to the next brace.
        char[] ends = ['/', '{', '}'];
        var next = isOpen ? template.IndexOfAny(ends, brace + 1) : brace;
        var end = next < 0 ? template.Length : next;
        var start = isOpen ? brace + 1 : brace == 0 ? 0 : template.LastIndexOfAny(ends, brace - 1) + 1;
        var content = template.Substring(start, end - start);
        var (position, missing) = isOpen ? (end, "}") : (start, "{");
        return NamesSomething(content, method) && name.IsBalancedWith(position, 0, missing)
            ? Repair(place, name, position, 0, missing, $"Write '{{{content}}}'", "Complete the pair of braces")
            : [];
    }

    private static ImmutableArray<Repair> Double(Place place, NameLiteral name, int brace)
    {
        var text = name.Template.Substring(brace, 1);
        var title = $"Write '{text}{text}' for a brace in the name";
        return name.IsBalancedWith(brace, 1, text + text) ? Repair(place, name, brace, 0, text, title, "Double the brace") : [];
    }

    private static ImmutableArray<Repair> RemoveColon(Place place, NameLiteral name, TemplateError placeholder)
    {
        // Of "{}", "{ }" and "{:O}" nobody knows what was meant.
        var content = name.Template.Substring(placeholder.Start + 1, placeholder.Length - 2);
        var path = content.TrimEnd().TrimEnd(':').TrimEnd();
        return path.Length > 0 && !path.Contains(':')
            ? Repair(place, name, placeholder.Start + 1 + path.Length, content.Length - path.Length, "", $"Write '{{{path.TrimStart()}}}'", "Remove the colon of an empty format")
            : [];
    }

    private static ImmutableArray<Repair> Repair(Place place, NameLiteral name, int start, int length, string text, string title, string key)
    {
        var edits = place.NewEdits();
        name.Replace(edits, start, length, text);
        return edits.ToRepair(title, key);
    }

    // A format may follow.
    private static bool NamesSomething(string content, IMethodSymbol method)
    {
        var path = content.Split(':')[0].Split('.');
        var root = path[0].Trim();
        return path.All(part => SyntaxFacts.IsValidIdentifier(part.Trim()))
            && (method.Parameters.Any(parameter => parameter.Name == root)
                || method.TypeParameters.Any(parameter => parameter.Name == root)
                || root == "this" && !method.IsStatic);
    }
}
