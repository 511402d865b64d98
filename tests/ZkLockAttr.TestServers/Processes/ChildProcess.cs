using System.Diagnostics;

namespace ZkLockAttr.TestServers.Processes;

/// <summary>
/// A process that does not outlive this one, however this one ends, and takes its folder with it.
/// </summary>
/// <remarks>
/// Its parent is a small shell that waits for the end of its standard input, which the kernel brings about when the test host dies. The shell's own death
/// kills it as well. (A parent-death signal set from here would not do: it fires when the <i>thread</i> that started the process ends, and the pool's do.)
/// </remarks>
internal sealed class ChildProcess : IAsyncDisposable
{
    // $1 is the folder to delete. A line on the standard input keeps it. The shell lets go of the output, so that its end is the end of the process.
    // Signals that go to the whole group, as Ctrl+C does, are left to the test host.
    private const string Guard = """
        trap '' HUP INT TERM
        folder=$1
        shift
        setpriv --pdeathsig KILL "$@" </dev/null &
        exec >/dev/null 2>&1
        read -r keep || delete=yes
        kill -KILL $!
        wait $!
        [ -z "$delete" ] || rm -rf -- "$folder"
        """;

    private readonly Process _shell;

    private ChildProcess(Process shell)
    {
        _shell = shell;
        Ended = Task.WhenAll(Log.CopyAsync(shell.StandardOutput), Log.CopyAsync(shell.StandardError));
    }

    /// <summary>The last lines it wrote.</summary>
    public ProcessLog Log { get; } = new();

    /// <summary>Complete when it has ended.</summary>
    public Task Ended { get; }

    public static ChildProcess Start(string folder, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", folder, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Kills it and keeps its folder.</summary>
    public async Task KillAsync()
    {
        await _shell.StandardInput.WriteLineAsync();
        await DisposeAsync();
    }

    /// <summary>Kills it and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        await Ended;
        _shell.Dispose();
    }
}
