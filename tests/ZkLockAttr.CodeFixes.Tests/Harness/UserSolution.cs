using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator;

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
    [
        .. typeof(DistributedLockGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("ZkLockAttr.Generator", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A solution with one project; its files are Test0.cs, Test1.cs and so on.</summary>
    public static Solution Of(params string[] sources) => OfProjects(sources);

    /// <summary>A solution with several projects that know nothing of each other; their files are counted on.</summary>
    public static Solution OfProjects(params string[][] projects) => WithUsings(UsualUsings + "\nglobal using ZkLockAttr;\n", projects);

    /// <summary>A project, and one before it that it refers to.</summary>
    public static Solution WithReference(string referenced, string source)
    {
        var solution = OfProjects([source], [referenced]);
        var (project, reference) = (solution.TestDocument(0).Project.Id, solution.TestDocument(1).Project.Id);
        return solution.AddProjectReference(project, new ProjectReference(reference));
    }

    /// <summary>A project, and a library of which it has no source.</summary>
    public static Solution WithLibrary(string library, string source)
    {
        var solution = Of(source);
        var compiled = OfProjects([library]).Projects.Single().GetCompilationAsync().GetAwaiter().GetResult()!;
        using var image = new MemoryStream();
        Assert.True(compiled.Emit(image).Success);
        return solution.AddMetadataReference(solution.ProjectIds.Single(), MetadataReference.CreateFromImage(image.ToArray()));
    }

    /// <summary>One project without <c>using ZkLockAttr</c>.</summary>
    public static Solution WithoutOurUsing(params string[] sources) => WithUsings(UsualUsings, sources);

    public static Document TestDocument(this Solution solution, int index = 0) =>
        solution.Projects.SelectMany(project => project.Documents).Single(document => document.Name == $"Test{index}.cs");

    /// <summary>What analyzers say, in the order of the text.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(this Project project)
    {
        var compilation = await project.GetCompilationAsync();
        var diagnostics = await compilation!.WithAnalyzers(Analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    /// <summary>Neither the compiler nor the generator has a complaint; a half may throw.</summary>
    public static Task AssertCompilesAsync(this Solution solution) => solution.AssertCompilesAsync(_ => true);

    /// <summary>As <see cref="AssertCompilesAsync(Solution)"/>, for some of the files.</summary>
    public static async Task AssertCompilesAsync(this Solution solution, Func<Document, bool> isMeant)
    {
        foreach (var project in solution.Projects)
        {
            var diagnostics = (await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
            Assert.Empty(diagnostics
                .Where(diagnostic => solution.GetDocument(diagnostic.Location.SourceTree) is not { } document || isMeant(document))
                .Select(diagnostic => diagnostic.ToString()));
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

    private static Solution WithUsings(string usings, params string[][] projects)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        var count = 0;
        foreach (var sources in projects)
        {
            var project = NewProject($"UserCode{count}");
            solution = Add(solution.AddProject(project), project.Id, "Usings.cs", usings);
            foreach (var source in sources)
            {
                solution = Add(solution, project.Id, $"Test{count++}.cs", source);
            }
        }

        return solution;
    }

    private static ProjectInfo NewProject(string name) => ProjectInfo.Create(
        ProjectId.CreateNewId(),
        VersionStamp.Create(),
        name,
        name,
        LanguageNames.CSharp,
        compilationOptions: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
        parseOptions: new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse),
        metadataReferences: References,
        analyzerReferences: [LockGeneratorReference.Instance]);

    private static Solution Add(Solution solution, ProjectId project, string name, string text) =>
        solution.AddDocument(DocumentId.CreateNewId(project), name, text, filePath: name);
}
