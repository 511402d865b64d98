using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>Holds each rule's descriptor, page and release row together.</summary>
public class RulePageTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "docs", "diagnostics");

    private static readonly string[] Sections =
        ["## What is flagged", "## Why", "## What to write", "## Deliberately not flagged", "## Suppressing"];

    public static TheoryData<string> Ids() => [.. Rules.All().Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page(string id)
    {
        var rule = Rules.All().Single(rule => rule.Id == id);
        var lines = File.ReadAllLines(Path.Combine(Pages, $"{id}.md"));

        Assert.Equal($"# {id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}", lines[0]);
        Assert.Equal(Sections, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith($"{rule.DefaultSeverity}, reported by ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("TODO", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_has_a_rule() => Assert.Equal(
        Rules.All().Select(rule => rule.Id).Order(StringComparer.Ordinal),
        Directory.GetFiles(Pages, "ZKL*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    [Fact]
    public void A_rule_has_a_release_row()
    {
        var folder = Path.Combine(Repository.Root, "generator", "ZkLockAttr.Generator");
        var rows = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(file => File.ReadAllLines(Path.Combine(folder, file)))
            .Where(line => line.StartsWith("ZKL", StringComparison.Ordinal))
            .Select(line => string.Join(" | ", line.Split('|', StringSplitOptions.TrimEntries).Take(3)));

        Assert.Equal(
            Rules.All().Concat(FixCarriers.All()).Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity}").Order(StringComparer.Ordinal),
            rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_descriptor_is_listed_and_its_id_used_once()
    {
        var fields = typeof(Rules).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (DiagnosticDescriptor)field.GetValue(null)!).ToList();

        Assert.Equal(fields.Select(rule => rule.Id).Order(StringComparer.Ordinal), Rules.All().Select(rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.Equal(fields.Count, fields.Select(rule => rule.Id).Distinct().Count());
        Assert.All(fields, rule => Assert.Matches("^ZKL[0-9]{4}$", rule.Id));
    }

    [Fact]
    public void Every_rule_is_reported_by_the_generator_or_by_one_analyzer()
    {
        var byGenerator = Rules.All().Where(rule => IsReportedByGenerator(rule.Id)).Select(rule => rule.Id);
        var byAnalyzers = typeof(Rules).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && type != typeof(FixCarrierAnalyzer))
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .Select(rule => rule.Id);

        Assert.Equal(Rules.All().Select(rule => rule.Id).Order(StringComparer.Ordinal), byGenerator.Concat(byAnalyzers).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Help_links_lead_to_the_pages_once_the_repository_has_an_address()
    {
        Assert.Null(HelpLink.To("ZKL0001", ""));
        Assert.Equal("https://example.org/zk/blob/main/docs/diagnostics/ZKL0001.md", HelpLink.To("ZKL0001", "https://example.org/zk/"));
        Assert.All(Rules.All(), rule => Assert.Equal(HelpLink.To(rule.Id) ?? "", rule.HelpLinkUri));
    }

    private static bool IsReportedByGenerator(string id)
    {
        try
        {
            return Rules.ReportedByGenerator(id).Id == id;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
