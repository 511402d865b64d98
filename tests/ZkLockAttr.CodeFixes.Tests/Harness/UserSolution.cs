using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>User code as an editor has it: a project with the generator, and what the analyzers say of it.</summary>
internal static class UserSolution
{
    private const string UsualUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [new LockedMethodAnalyzer(), new BodyBypassAnalyzer(), new FixCarrierAnalyzer()];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("ZkLockAttr.Generator", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A solution with one project; its files are Test0.cs, Test1.cs and so on.</summary>
    public static Solution Of(params string[] sources) => WithUsings(UsualUsings + "\nglobal using ZkLockAttr;\n", sources);

    /// <summary>The same without <c>using ZkLockAttr</c>.</summary>
    public static Solution WithoutOurUsing(params string[] sources) => WithUsings(UsualUsings, sources);

    public static Document TestDocument(this Solution solution, int index = 0) =>
        solution.Projects.First().Documents.Single(document => document.Name == $"Test{index}.cs");

    /// <summary>What analyzers say, in the order of the text.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(this Project project)
    {
        var compilation = await project.GetCompilationAsync();
        var diagnostics = await compilation!.WithAnalyzers(Analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    /// <summary>Neither the compiler nor the generator has a complaint; a half may throw.</summary>
    public static async Task AssertCompilesAsync(this Solution solution)
    {
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        }
    }

    /// <summary>What the generator itself reports of a project.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RefusalsAsync(this Project project)
    {
        var compilation = (await project.WithAnalyzerReferences([]).GetCompilationAsync())!;
        return CSharpGeneratorDriver.Create([new DistributedLockGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.ParseOptions!)
            .RunGenerators(compilation)
            .GetRunResult()
            .Diagnostics;
    }

    private static Solution WithUsings(string usings, string[] sources)
    {
        var project = ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Create(),
                "UserCode",
                "UserCode",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse),
                metadataReferences: References,
                analyzerReferences: [new LockGeneratorReference()]);
        var solution = new AdhocWorkspace().CurrentSolution.AddProject(project);
        solution = Add(solution, project.Id, "Usings.cs", usings);
        for (var i = 0; i < sources.Length; i++)
        {
            solution = Add(solution, project.Id, $"Test{i}.cs", sources[i]);
        }

        return solution;
    }

    private static Solution Add(Solution solution, ProjectId project, string name, string text) =>
        solution.AddDocument(DocumentId.CreateNewId(project), name, text, filePath: name);
}
