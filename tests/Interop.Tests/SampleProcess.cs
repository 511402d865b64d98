using System.Diagnostics;

namespace Interop.Tests;

/// <summary>One of the two programs of the sample, as a user runs it.</summary>
internal sealed class SampleProcess : IDisposable
{
    // Debian's package installs kazoo for Debian's interpreter, which need not be the first python3 of the PATH.
    private const string Python = "/usr/bin/python3";

    // They take some seconds. More only on a machine that is overloaded.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private SampleProcess(string program, string script, string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(program, [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public bool HasEnded => _process.HasExited;

    public static SampleProcess StartCSharp(params string[] arguments) => new("dotnet", typeof(Turns).Assembly.Location, arguments);

    public static SampleProcess StartKazoo(params string[] arguments) => new(Python, Path.Combine(AppContext.BaseDirectory, "turns.py"), arguments);

    public async Task<(int ExitCode, string Output, string Error)> WaitForEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
