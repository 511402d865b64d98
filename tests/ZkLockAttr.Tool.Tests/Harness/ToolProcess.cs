using System.Diagnostics;
using ZkLockAttr.Tool.Running;

namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>The built program as a process of its own, as a user runs it. It does not outlive the test.</summary>
internal sealed class ToolProcess : IDisposable
{
    // Only so that a test that has gone wrong fails rather than hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ToolProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static string Assembly => typeof(ToolConsole).Assembly.Location;

    public TextWriter Input => _process.StandardInput;

    public static ToolProcess Start(string connectionString, params string[] arguments) => StartProgram(connectionString, "dotnet", [Assembly, .. arguments]);

    /// <summary>The program at a terminal, which is made for it: what is written as its input is typed there.</summary>
    public static ToolProcess StartAtTerminal(string connectionString, params string[] arguments) => StartProgram(
        connectionString, "script", ["--quiet", "--return", "--command", string.Join(' ', ["dotnet", $"'{Assembly}'", .. arguments]), "/dev/null"]);

    public static async Task<Outcome> RunAsync(string connectionString, params string[] arguments)
    {
        using var tool = Start(connectionString, arguments);
        return await tool.EndedAsync();
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    /// <summary>Complete when so much of the output is there that it has this text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        var read = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await _process.StandardOutput.ReadAsync(buffer).AsTask().WaitAsync(Patience);
            Assert.True(count > 0, $"'{text}' is not in the output:\n{read}");
            read.Append(buffer, 0, count);
        }

        return read.ToString();
    }

    public void Send(int signal) => Assert.Equal(0, Posix.Kill(_process.Id, signal));

    /// <summary>Complete when it has ended, and everybody else who writes where it wrote.</summary>
    public async Task<Outcome> EndedAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new Outcome(_process.ExitCode, output, await _errors);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static ToolProcess StartProgram(string connectionString, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ZKLOCK_CONNECT"] = connectionString;
        start.Environment["TERM"] = "xterm";
        start.Environment["COLUMNS"] = "120";
        return new ToolProcess(Process.Start(start)!);
    }
}
