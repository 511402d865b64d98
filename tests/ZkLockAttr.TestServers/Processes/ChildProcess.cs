using System.Diagnostics;
using System.Globalization;

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
    // $1 is the folder to delete. A line on the standard input keeps it. The process's first line is its id. The shell lets go of the output, so that
    // its end is the end of the process.
    // Signals that go to the whole group, as Ctrl+C does, are left to the test host.
    private const string Guard = """
        trap '' HUP INT TERM
        folder=$1
        shift
        setpriv --pdeathsig KILL /bin/sh -c 'echo $$; exec "$@"' child "$@" </dev/null &
        exec >/dev/null 2>&1
        read -r keep || delete=yes
        kill -KILL $!
        wait $!
        [ -z "$delete" ] || rm -rf -- "$folder"
        """;

    private readonly Process _shell;

    private ChildProcess(Process shell, Action<string>? onLine)
    {
        _shell = shell;
        Id = int.Parse(shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        Ended = Task.WhenAll(Log.CopyAsync(shell.StandardOutput, onLine), Log.CopyAsync(shell.StandardError));
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>The last lines it wrote.</summary>
    public ProcessLog Log { get; } = new();

    /// <summary>Complete when it has ended.</summary>
    public Task Ended { get; }

    /// <summary>Starts a process.</summary>
    /// <param name="folder">The folder to delete when it ends for good.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="onLine">Gets each line of its standard output, on any thread.</param>
    public static ChildProcess Start(string folder, IEnumerable<string> command, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", folder, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProcess(Process.Start(start)!, onLine);
    }

    /// <summary>Sends it a signal.</summary>
    public void Send(Signal signal) => Signals.Send(Id, signal);

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
