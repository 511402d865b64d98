using System.Globalization;
using System.Text.Json;
using ZkLockAttr.Generator.Tests.Builds;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>The corpus, built once with the compiler of the SDK and run once.</summary>
public sealed class CorpusBuild : IAsyncLifetime, IDisposable
{
    public const string SeedVariable = "ZKLOCK_CORPUS_SEED";

    public const int UsualSeed = 1;

    public const int Methods = 700;

    private const string Log = "build.sarif";

    private readonly TemporaryProject _project;

    public CorpusBuild()
    {
        Seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : UsualSeed;
        Cases = CorpusGrammar.Write(Seed, Methods);
        _project = new TemporaryProject(Program());
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "ZkLockAttr.Generator.Tests", "Corpus", "Program")))
        {
            _project.Add(Path.GetFileName(file), File.ReadAllText(file));
        }

        foreach (var item in Cases)
        {
            _project.Add($"{item.Name}.cs", item.Code);
        }
    }

    public int Seed { get; }

    internal IReadOnlyList<CorpusCase> Cases { get; }

    internal DotNet.Outcome Build { get; private set; }

    /// <summary>What the compiler logged, also what it does not show: the file, the rule and its level.</summary>
    internal IReadOnlyList<(string File, string Id, string Level)> Diagnostics { get; private set; } = [];

    internal DotNet.Outcome Run { get; private set; }

    public async Task InitializeAsync()
    {
        // Types that could be sealed, and arrays that could be kept: the corpus has them on purpose.
        Build = await _project.BuildAsync($"-p:ErrorLog={Log}%2Cversion=2.1", "-p:AllowUnsafeBlocks=true", "-p:NoWarn=CA1852%3BCA1861");
        if (Build.ExitCode == 0)
        {
            Diagnostics = Read(_project.Read(Log));
            Run = await _project.RunAsync();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _project.Dispose();

    private string Program() => $$"""
        using ZkLockAttr.Generator.Tests.Corpus;

        DistributedLocks.Default = CorpusLocks.Right;
        {{string.Join('\n', Cases.Select(item => $"await TryAsync(\"{item.Name}\", {Namespace(item)}.Caller.RunAsync);"))}}

        static async Task TryAsync(string name, Func<Task> call)
        {
            try
            {
                await call();
                Console.WriteLine(name);
            }
            catch (Exception error)
            {
                Console.WriteLine($"{name}: {error}");
            }
        }
        """;

    private static string Namespace(CorpusCase item) => item.Code.Split('\n').Single(line => line.StartsWith("namespace ", StringComparison.Ordinal))[10..].TrimEnd(';');

    private static List<(string File, string Id, string Level)> Read(string sarif)
    {
        using var log = JsonDocument.Parse(sarif);
        return
        [
            .. from result in log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
               where !result.TryGetProperty("suppressions", out _)
               let place = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!
               select (Path.GetFileNameWithoutExtension(place), result.GetProperty("ruleId").GetString()!, result.GetProperty("level").GetString()!),
        ];
    }
}
