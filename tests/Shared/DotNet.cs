using System.Diagnostics;

namespace ZkLockAttr.Shared;

/// <summary>Runs the command <c>dotnet</c>; neither it nor what it starts outlives the call.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<Outcome> RunAsync(string folder, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test host sets for itself would lead the SDK to the wrong place.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        // No compiler and no node that would stay for the next build.
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end in {Limit}:\n{await output}{await errors}");
        }

        return new Outcome(process.ExitCode, await output + await errors);
    }

    internal readonly record struct Outcome(int ExitCode, string Text)
    {
        public string Succeeded()
        {
            Assert.True(ExitCode == 0, Text);
            return Text;
        }

        public string Failed()
        {
            Assert.True(ExitCode != 0, Text);
            return Text;
        }
    }
}
