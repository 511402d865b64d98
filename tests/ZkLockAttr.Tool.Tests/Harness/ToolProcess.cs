using System.Diagnostics;
using System.Globalization;
using ZkLockAttr.Tool.Running;

namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>The built program, or one that uses it, as a process of its own, as a user runs it.</summary>
/// <remarks>
/// Neither it nor what it has started outlives the test, however the test host ends: its parent is a shell that passes its input on. The input's end, which the kernel
/// brings about when the host dies, kills the shell's session, to which all belong, also those in process groups of their own.
/// </remarks>
internal sealed class ToolProcess : IDisposable
{
    // The first line of the output is the program's id. In the foreground: what a shell runs in the background ignores SIGINT and SIGQUIT.
    // Killed more than once, from outside: a process may start another one before its turn comes.
    private const string Guard = """
        exec 4< <(exec 2>/dev/null; cat; exec setsid /bin/sh -c 'for round in 1 2 3; do pkill -KILL -s $1 || break; sleep 0.1; done' killer $$)
        /bin/sh -c 'echo $$; exec "$@"' program "$@" <&4 4<&-
        exit $?
        """;

    /// <summary>Only so that a test that has gone wrong fails rather than hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ToolProcess(Process process)
    {
        _process = process;
        Id = int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static string Assembly => typeof(ToolConsole).Assembly.Location;

    /// <summary>The process id.</summary>
    public int Id { get; }

    public TextWriter Input => _process.StandardInput;

    public static ToolProcess Start(string connectionString, params string[] arguments) => StartProgram(connectionString, "dotnet", [Assembly, .. arguments]);

    /// <summary>The program at a terminal, which is made for it: what is written as its input is typed there.</summary>
    public static ToolProcess StartAtTerminal(string connectionString, params string[] arguments) => StartProgram(
        connectionString, "script", ["--quiet", "--return", "--command", string.Join(' ', ["dotnet", $"'{Assembly}'", .. arguments]), "/dev/null"]);

    /// <summary>Another program.</summary>
    public static ToolProcess StartProgram(string connectionString, string program, params string[] arguments)
    {
        // No signal is ignored, whatever ignores them round the tests: nohup, or a script that runs them in the background.
        var start = new ProcessStartInfo("env", ["--default-signal", "setsid", "/bin/bash", "-c", Guard, "guard", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ZKLOCK_CONNECT"] = connectionString;
        start.Environment["TERM"] = "xterm";
        start.Environment["COLUMNS"] = "120";
        return new ToolProcess(Process.Start(start)!);
    }

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

    public void Send(int signal) => Assert.Equal(0, Posix.Kill(Id, signal));

    /// <summary>Complete when it has ended, and everybody else who writes where it wrote.</summary>
    public async Task<Outcome> EndedAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new Outcome(_process.ExitCode, output, await _errors);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
