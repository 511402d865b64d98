using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using ZkLockAttr.CodeFixes.Tests.Harness;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Tests.Documentation;

/// <summary>docs/diagnostics/README.md lists the rules as they are. It is tested here, where the fixes are known as well.</summary>
public class RuleIndexTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "docs", "diagnostics");

    private const string Head = """
        # Diagnostics

        All that the generator and its analyzers report, with a page for each. **Error**: the method would not be locked, or would fail each time it runs.
        **Warning**: probably not what was meant. **Info**: good to know. A number is never used again for something else.

        An error in the declaration, the body, the name or the options of a locked method is reported by the generator where it can write no half, which does
        not compile; else by an analyzer, and the half throws. So such a method never runs unlocked, even with analyzers switched off. What is wrong
        only between two methods, as in [ZKL0214](ZKL0214.md), [ZKL0401](ZKL0401.md) and [ZKL0403](ZKL0403.md), the locks refuse when it happens. The one
        exception is a call that goes round the lock, [ZKL0120](ZKL0120.md): only an analyzer can tell.


        """;

    [Fact]
    public void The_index_lists_every_rule()
    {
        var text = new StringBuilder(Head);
        foreach (var category in Rules.All().GroupBy(rule => rule.Category))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {category.Key.Split('.')[1]}\n\n| | | | code fix |\n|---|---|---|---|\n");
            text.AppendJoin("", category.OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(Row)).Append('\n');
        }

        Acceptance.Match(Path.Combine(Pages, "README.md"), text.ToString().TrimEnd() + "\n");
    }

    private static string Row(DiagnosticDescriptor rule)
    {
        var title = rule.Title.ToString(CultureInfo.InvariantCulture).Replace("|", "\\|", StringComparison.Ordinal);
        return $"| [{rule.Id}]({rule.Id}.md) | {rule.DefaultSeverity} | {title} | {(ExportedFixes.RuleIds.Contains(rule.Id) ? "yes" : "")} |\n";
    }
}
