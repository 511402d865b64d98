using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>Every error there is, in real builds: reported, it fails the build; kept from being reported, nothing runs unlocked.</summary>
[Trait("Category", "Build")]
public class ErrorTests
{
    public static TheoryData<Silence> Silences() => [.. Enum.GetValues<Silence>()];

    [Fact]
    public void Every_error_has_a_case() => Assert.Equal(
        Rules.All().Where(rule => rule.DefaultSeverity == DiagnosticSeverity.Error).Select(rule => rule.Id).Order(StringComparer.Ordinal),
        AnalyzerErrors.All.Concat(GeneratorErrors.All).Select(item => item.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Only_five_errors_are_not_backed_by_a_half_that_throws() => Assert.Equal(
        ["ZKL0120", "ZKL0401", "ZKL0403", "ZKL0214", "ZKL0404"],
        AnalyzerErrors.All.Where(item => item.Outcome != "threw").Select(item => item.Id));

    [Fact]
    public async Task An_analyzers_error_fails_the_build()
    {
        using var project = new ErrorProject(AnalyzerErrors.All);

        await project.AssertFailsAsync();
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Without_an_analyzers_error_nothing_runs_unlocked(Silence silence)
    {
        using var project = new ErrorProject(AnalyzerErrors.All);

        await project.AssertRunsAsync([.. project.Apply(silence)]);
    }

    [Fact]
    public async Task A_generators_error_fails_the_build_whatever_is_switched_off()
    {
        using var project = new ErrorProject(GeneratorErrors.OfCodeThatCompiles);

        await project.AssertFailsAsync([.. Enum.GetValues<Silence>().SelectMany(project.Apply)]);
    }

    [Fact]
    public async Task A_generators_error_is_told_beside_the_compilers()
    {
        using var project = new ErrorProject(GeneratorErrors.All);

        await project.AssertFailsAsync();
    }

    [Fact]
    public void Nothing_but_the_generator_keeps_the_one_half_of_its_cases_from_compiling()
    {
        Assert.All(GeneratorErrors.OfCodeThatCompiles, item => Assert.Empty(CompilerErrors(item)));
        Assert.All(GeneratorErrors.OfCodeThatDoesNot, item => Assert.NotEmpty(CompilerErrors(item)));
    }

    private static IEnumerable<Diagnostic> CompilerErrors(ErrorCase item) =>
        TestCompilation.Of(item.Code).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
