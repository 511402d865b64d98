using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>What an editor needs to find the fixes.</summary>
public class ProviderTests
{
    private static readonly Type[] Fixes = [.. typeof(RepairProvider).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))];

    [Fact]
    public void Every_fix_is_exported_for_CSharp_under_its_own_name() => Assert.All(
        Fixes,
        fix =>
        {
            var export = Assert.Single(fix.GetCustomAttributes(inherit: false).OfType<ExportCodeFixProviderAttribute>());
            Assert.Equal([LanguageNames.CSharp], export.Languages);
            Assert.Equal(fix.Name, export.Name);
        });

    [Fact]
    public void The_refactoring_is_exported_for_CSharp()
    {
        var refactoring = Assert.Single(typeof(RepairProvider).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(CodeRefactoringProvider)));
        var export = Assert.Single(refactoring.GetCustomAttributes(inherit: false).OfType<ExportCodeRefactoringProviderAttribute>());
        Assert.Equal([LanguageNames.CSharp], export.Languages);
        Assert.Equal(refactoring.Name, export.Name);
    }

    [Fact]
    public void Every_fix_is_for_rules_that_an_analyzer_reports()
    {
        var reported = Rules.All().Concat(FixCarriers.All()).Select(rule => rule.Id).ToHashSet();
        Assert.All(
            Fixes.SelectMany(fix => ((CodeFixProvider)Activator.CreateInstance(fix)!).FixableDiagnosticIds),
            id =>
            {
                Assert.Contains(id, reported);
                Assert.Throws<ArgumentOutOfRangeException>(() => Rules.ReportedByGenerator(id));
            });
    }
}
