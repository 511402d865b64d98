using System.Diagnostics;
using Xunit.Abstractions;
using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests.Consumers;

/// <summary>An app that takes locks through the attribute, made small by the trimmer or compiled ahead of time: nothing warns, and it locks.</summary>
[Collection(PackageTestGroup.Name)]
[Trait("Category", "Build")]
public class PublishTests(PackedPackages packages, ITestOutputHelper output)
{
    private readonly Consumer _consumer = new(packages);

    [Theory]
    [InlineData("PublishTrimmed")]
    [InlineData("PublishAot")]
    public async Task A_published_app_warns_about_nothing_and_runs_locked(string property)
    {
        if (await RuntimePacks.FindMissingAsync(packages.NewFolder(), property) is { Length: > 0 } missing)
        {
            output.WriteLine($"{property}: not published, as no package source has {string.Join(", ", missing)}.");
            return;
        }

        _consumer.With("App", _consumer.Package("ZkLockAttr") + _consumer.Package("ZkLockAttr.Testing"), Programs.RunJob)
            .WithFile("App", "Job.cs", Programs.Job);

        // Each warning of the trimmer, rather than one for each assembly.
        var publish = await _consumer.PublishAsync("App", $"-p:{property}=true", "-p:TrimmerSingleWarn=false", "-p:VerifyReferenceAotCompatibility=false", "-p:VerifyReferenceTrimCompatibility=false");
        Assert.DoesNotContain(" warning ", publish.Succeeded(), StringComparison.Ordinal);

        var files = Directory.GetFiles(_consumer.Published).Where(file => !file.EndsWith(".dbg", StringComparison.Ordinal)).Select(file => new FileInfo(file)).ToList();
        var ours = files.Where(file => file.Name.StartsWith("ZkLockAttr", StringComparison.Ordinal)).Sum(file => file.Length);
        output.WriteLine($"{property}: {files.Count} files, {files.Sum(file => file.Length) / 1024} KiB, of these {ours / 1024} KiB in assemblies of ours");
        Assert.Equal("first: held True, queue 1, second False\nreleased\n", await RunAsync(Path.Combine(_consumer.Published, "App")));
    }

    private static async Task<string> RunAsync(string app)
    {
        using var process = Process.Start(new ProcessStartInfo(app) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            var text = await process.StandardOutput.ReadToEndAsync(limit.Token) + await errors.WaitAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, text);
            return text;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{app} did not end.");
        }
    }
}
