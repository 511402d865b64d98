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

    [Fact]
    public async Task Trimmed_it_warns_about_nothing_and_runs_locked()
    {
        _consumer.With("App", _consumer.Package("ZkLockAttr") + _consumer.Package("ZkLockAttr.Testing"), Programs.RunJob)
            .WithFile("App", "Job.cs", Programs.Job);

        await PublishAndRunAsync("PublishTrimmed", "first: held True, queue 1, second False\nreleased\n");
    }

    [Fact]
    public async Task Compiled_ahead_of_time_it_warns_about_nothing_and_runs_locked_in_a_host()
    {
        _consumer.With("App", _consumer.Package("ZkLockAttr.Testing") + Consumer.HostPackage, Programs.RunHosted).WithFile("App", "Hosted.cs", Programs.Hosted);

        await PublishAndRunAsync("PublishAot", "held True\n");
    }

    private async Task PublishAndRunAsync(string property, string expected)
    {
        if (await RuntimePacks.FindMissingAsync(packages.NewFolder(), property) is { Length: > 0 } missing)
        {
            output.WriteLine($"{property}: not published, as no package source has {string.Join(", ", missing)}.");
            return;
        }

        // Each warning of trimmer and compiler, rather than one for each assembly; but not what references merely say of themselves.
        var publish = await _consumer.PublishAsync(
            "App", $"-p:{property}=true", "-p:TrimmerSingleWarn=false", "-p:VerifyReferenceAotCompatibility=false", "-p:VerifyReferenceTrimCompatibility=false");
        Assert.DoesNotContain(" warning ", publish.Succeeded(), StringComparison.Ordinal);

        var files = Directory.GetFiles(_consumer.Published).Where(file => Path.GetExtension(file) is not (".dbg" or ".pdb")).Select(file => new FileInfo(file)).ToList();
        var ours = files.Where(file => file.Name.StartsWith("ZkLockAttr", StringComparison.Ordinal)).ToList();
        output.WriteLine($"{property}: {files.Count} files, {files.Sum(file => file.Length) / 1024} KiB; of these {ours.Count} of ours, {ours.Sum(file => file.Length) / 1024} KiB");
        Assert.Equal(expected, await RunAsync(Path.Combine(_consumer.Published, "App")));
    }

    private static async Task<string> RunAsync(string app)
    {
        using var process = Process.Start(new ProcessStartInfo(app) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
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
