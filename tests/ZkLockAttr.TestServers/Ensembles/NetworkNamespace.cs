using System.Diagnostics;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>A network namespace without a name: it lives as long as the process that holds it, which does not outlive this one.</summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private readonly ChildProcess _holder;

    private NetworkNamespace(ChildProcess holder) => _holder = holder;

    /// <summary>A process that is in it.</summary>
    public int ProcessId => _holder.Id;

    /// <summary>What a command must begin with to be run in it.</summary>
    public IReadOnlyList<string> Inside => ["nsenter", $"--net=/proc/{ProcessId}/ns/net"];

    public static async Task<NetworkNamespace> StartAsync()
    {
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = ChildProcess.Start(
            folder: "", ["unshare", "--net", "/bin/sh", "-c", "echo made; exec sleep infinity"], line => made.TrySetResult());
        await Task.WhenAny(made.Task, holder.Ended);
        if (made.Task.IsCompleted)
        {
            return new NetworkNamespace(holder);
        }

        await holder.DisposeAsync();
        throw new InvalidOperationException($"No network namespace: {holder.Log}");
    }

    /// <summary>What is missing on this machine, and how to get it; null if nothing is.</summary>
    public static string? FindMissing()
    {
        foreach (var program in new[] { "unshare", "nsenter", "setpriv", "ip" })
        {
            if (Availability.FindProgram(program) is null)
            {
                return $"A network of its own needs {program}: apt-get install util-linux iproute2.";
            }
        }

        using var attempt = Process.Start(new ProcessStartInfo("unshare", ["--net", "true"]) { RedirectStandardError = true })!;
        attempt.StandardError.ReadToEnd();
        attempt.WaitForExit();
        return attempt.ExitCode == 0 ? null : "A network of its own takes root's rights.";
    }

    /// <summary>Runs lines of <c>ip</c> in the namespace of this process.</summary>
    public static Task ConfigureThisAsync(params string[] lines) => RunAsync(["ip"], lines);

    /// <summary>Runs lines of <c>ip</c> in it.</summary>
    /// <exception cref="InvalidOperationException">One failed; the message says why.</exception>
    public Task ConfigureAsync(params string[] lines) => RunAsync([.. Inside, "ip"], lines);

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    private static async Task RunAsync(IReadOnlyList<string> command, string[] lines)
    {
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), "-batch", "-"]) { RedirectStandardInput = true, RedirectStandardError = true };
        using var ip = Process.Start(start)!;
        foreach (var line in lines)
        {
            await ip.StandardInput.WriteLineAsync(line);
        }

        ip.StandardInput.Close();
        var errors = await ip.StandardError.ReadToEndAsync();
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join("; ", lines)}' failed: {errors}");
        }
    }
}
