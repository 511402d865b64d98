namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>Many mistakes in one project, each in a file and a namespace of its own, and a program that calls one after the other.</summary>
internal sealed class ErrorProject : IDisposable
{
    // Only our own rules: advice of the SDK's would fail the build for other reasons than those that are tested.
    private static readonly string[] Options =
        ["--no-incremental", "-p:EnableNETAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false"];

    private readonly TemporaryProject _project;
    private readonly List<(string Name, ErrorCase Case)> _cases;

    public ErrorProject(IEnumerable<ErrorCase> cases)
    {
        _cases = [.. cases.Select((item, i) => ($"{item.Id}_{i}", item))];
        _project = new TemporaryProject(Program());
        AddCases(item => "");
    }

    public void Dispose() => _project.Dispose();

    /// <summary>Keeps all these mistakes from being reported.</summary>
    /// <returns>What is to be said to the build.</returns>
    public IEnumerable<string> Apply(Silence silence)
    {
        var ids = _cases.Select(item => item.Case.Id).Distinct().ToList();
        var none = string.Concat(ids.Select(id => $"dotnet_diagnostic.{id}.severity = none\n"));
        switch (silence)
        {
            case Silence.RunAnalyzers:
                return ["-p:RunAnalyzers=false"];
            case Silence.NoWarn:
                return [$"-p:NoWarn={string.Join("%3B", ids)}"];
            case Silence.Pragma:
                AddCases(item => $"#pragma warning disable {item.Id}");
                break;
            case Silence.Attribute:
                _project.Add("Suppressions.cs", string.Concat(ids.Select(id =>
                    $"[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"ZkLockAttr\", \"{id}\")]\n")));
                break;
            case Silence.EditorConfig:
                _project.Add(".editorconfig", "root = true\n[*.cs]\n" + none);
                break;
            case Silence.GlobalConfig:
                _project.Add(".globalconfig", "is_global = true\n" + none);
                break;
        }

        return [];
    }

    /// <summary>The build fails, and each mistake is reported as an error in its own file.</summary>
    public async Task AssertFailsAsync(params string[] options)
    {
        var build = await _project.BuildAsync([.. Options, .. options]);

        Assert.NotEqual(0, build.ExitCode);
        var lines = build.Text.Split('\n');
        var unreported = _cases.Where(item => !lines.Any(line => Reports(line, item))).Select(item => item.Name).ToList();
        Assert.True(unreported.Count == 0, $"Not reported: {string.Join(", ", unreported)}\n{build.Text}");
    }

    /// <summary>The build succeeds, and then all calls come to what is said of them.</summary>
    public async Task AssertRunsAsync(params string[] options)
    {
        var build = await _project.BuildAsync([.. Options, .. options]);
        Assert.True(build.ExitCode == 0, build.Text);

        var run = await _project.RunAsync();
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Equal(
            _cases.Select(item => $"{item.Name} {item.Case.Outcome}"),
            run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private void AddCases(Func<ErrorCase, string> firstLine)
    {
        foreach (var (name, item) in _cases)
        {
            _project.Add($"{name}.cs", $"{firstLine(item)}\nnamespace {name};\n{item.Code}\n");
        }
    }

    private static bool Reports(string line, (string Name, ErrorCase Case) item) =>
        line.Contains($"{item.Name}.cs(", StringComparison.Ordinal) && line.Contains($"): error {item.Case.Id}: ", StringComparison.Ordinal);

    private string Program() => $$"""
        #pragma warning disable CS1998 // not every call is awaited
        await Task.CompletedTask;
        {{string.Join('\n', _cases.Where(item => item.Case.Call.Length > 0).Select(Attempt))}}

        public static class Ran
        {
            public static string Case { get; private set; } = "";

            public static void Unlocked() => Console.WriteLine(Case + " RAN UNLOCKED");

            public static Task<int> UnlockedAsync()
            {
                Unlocked();
                return Task.FromResult(1);
            }

            public static async Task TryAsync(string name, string id, Func<Task> call)
            {
                Case = name;
                try
                {
                    await call();
                }
                catch (NotSupportedException error) when (error.Message.Contains(id + ": "))
                {
                    Console.WriteLine(Case + " threw");
                }
                catch (LockRecursionException)
                {
                    Console.WriteLine(Case + " asked for the lock that it holds");
                }
                catch (Exception error)
                {
                    Console.WriteLine(Case + " threw " + error);
                }
            }
        }

        public sealed class Locks : LockHandle, IDistributedLocks
        {
            public override string Name => "a";
            public override string Path => "/locks/a";
            public override bool IsHeld => Taken;
            public override CancellationToken LostToken => default;
            public override long FencingToken => 1;
            private bool Taken { get; set; }

            public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout, CancellationToken stop) => new(Acquire(name, timeout, stop));
            public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout, CancellationToken stop) => new(Acquire(name, timeout, stop));
            public LockHandle? TryAcquire(LockName name, TimeSpan timeout, CancellationToken stop) => Acquire(name, timeout, stop);

            public LockHandle Acquire(LockName name, TimeSpan? timeout, CancellationToken stop)
            {
                if (Taken) { throw new LockRecursionException(); }
                Taken = true;
                return this;
            }

            public ValueTask<LockHandle> AcquireAsync(LockRequest request, TimeSpan? timeout, CancellationToken stop) => new(Acquire(request, timeout, stop));
            public ValueTask<LockHandle?> TryAcquireAsync(LockRequest request, TimeSpan timeout, CancellationToken stop) => new(Acquire(request, timeout, stop));
            public LockHandle? TryAcquire(LockRequest request, TimeSpan timeout, CancellationToken stop) => Acquire(request, timeout, stop);
            public LockHandle Acquire(LockRequest request, TimeSpan? timeout, CancellationToken stop) => Acquire("a", timeout, stop);
            public ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(LockName name, CancellationToken stop) => throw new NotSupportedException();

            public override ValueTask<bool> ValidateAsync(CancellationToken stop = default) => new(Taken);
            public override void Dispose() => Taken = false;

            public override ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
        """;

    private static string Attempt((string Name, ErrorCase Case) item) =>
        $"await Ran.TryAsync(\"{item.Name}\", \"{item.Case.Id}\", static async () => {{ {Qualified(item)} }});";

    // The calls stand in one file, where each service is known by its namespace.
    private static string Qualified((string Name, ErrorCase Case) item) => item.Case.Call
        .Replace("new Service", $"new {item.Name}.Service", StringComparison.Ordinal)
        .Replace("await Service", $"await {item.Name}.Service", StringComparison.Ordinal);
}
