using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Tests.Harness;

/// <summary>Runs generator and analyzers over marked code, and compares all that they report with the marks.</summary>
internal static class Flagged
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new LockedMethodAnalyzer(), new BodyBypassAnalyzer()];

    private static readonly ImmutableArray<DiagnosticAnalyzer> All =
    [
        .. typeof(DistributedLockGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Exactly the marks are reported by analyzers, and the code compiles: the halves throw where they must.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> ByAnalyzer(params string[] marked)
    {
        var (run, diagnostics) = await Match(Analyzers, marked);
        Assert.Empty(run.Diagnostics);
        run.AssertCompiles();
        return diagnostics;
    }

    /// <summary>As <see cref="ByAnalyzer"/>, for one analyzer beside those that tell errors; the code has none.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> By<TAnalyzer>(params string[] marked)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var (run, diagnostics) = await Match([new TAnalyzer()], marked);
        Assert.Empty(run.Diagnostics);
        run.AssertCompiles();
        return diagnostics;
    }

    /// <summary>As <see cref="By{TAnalyzer}"/>, with another project compiled first.</summary>
    public static async Task ByWithReference<TAnalyzer>(string referenced, string marked)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var (run, _) = await Match([new TAnalyzer()], [marked], Reference(referenced));
        run.AssertCompiles();
    }

    /// <summary>Exactly the marks are reported, and all of them by the generator; what the compiler says is its own affair.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> ByGenerator(params string[] marked)
    {
        var (run, diagnostics) = await Match(Analyzers, marked);
        Assert.Equal(diagnostics.Select(diagnostic => diagnostic.Id).Order(), run.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
        return diagnostics;
    }

    /// <summary>As <see cref="ByAnalyzer"/>, with another project compiled first.</summary>
    public static async Task WithReference(string referenced, string marked)
    {
        var (run, _) = await Match(Analyzers, [marked], Reference(referenced));
        run.AssertCompiles();
    }

    public static Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation) =>
        compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();

    /// <summary>Runs every analyzer there is.</summary>
    public static Task<ImmutableArray<Diagnostic>> AnalyzeWithAll(Compilation compilation) =>
        compilation.WithAnalyzers(All).GetAnalyzerDiagnosticsAsync();

    private static CompilationReference Reference(string code) => GeneratorRun.OfGood(code).Output.WithAssemblyName("Referenced").ToMetadataReference();

    private static async Task<(GeneratorRun Run, List<Diagnostic> Diagnostics)> Match(
        ImmutableArray<DiagnosticAnalyzer> analyzers, string[] marked, params MetadataReference[] references)
    {
        var files = marked.Select(Markup.Parse).ToList();
        var run = GeneratorRun.Of(TestCompilation.Of(files.Select(file => file.Code)).AddReferences(references));
        var diagnostics = new List<Diagnostic>(run.Diagnostics);
        diagnostics.AddRange(await run.Output.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync());

        var expected = files.SelectMany((file, i) => file.Expected.Select(mark => $"Test{i}.cs: {mark}"));
        var actual = diagnostics.Select(diagnostic => Describe(diagnostic, files.Select(file => file.Code).ToList()));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        return (run, diagnostics);
    }

    private static string Describe(Diagnostic diagnostic, List<string> code)
    {
        var path = diagnostic.Location.GetLineSpan().Path;
        var span = diagnostic.Location.SourceSpan;
        var index = code.FindIndex(text => path == $"Test{code.IndexOf(text)}.cs");
        return index < 0
            ? $"{path}: {diagnostic}"
            : $"{path}: {new Markup.Expected(diagnostic.Id, code[index].Substring(span.Start, span.Length), span)}";
    }
}
