using System.Diagnostics;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Docs.Tests.Commands;

/// <summary>What pages tell readers to type at a shell, on a server with a few locks, in a folder that is gone afterwards.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ZklockCommandTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A program that is run under a lock, and what reads the JSON.
    private const string Backup = "#!/bin/sh\ntest -n \"$ZKLOCK_TOKEN\"\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("zklock-docs").FullName;
    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start();
    private readonly DistributedLocks _locks;
    private LockHandle? _held;

    public ZklockCommandTests() => _locks = new DistributedLocks(_server.ConnectionString);

    public static TheoryData<string> Commands() => [.. Command.All().Where(command => Runs(command)).Select(command => command.Text).Distinct()];

    internal static bool Runs(Command command) =>
        !RunElsewhere.Covers(command) && new[] { "zklock ", "source <(zklock ", "export " }.Any(start => command.Text.StartsWith(start, StringComparison.Ordinal));

    public async Task InitializeAsync()
    {
        Write("zklock", $"#!/bin/sh\nexec dotnet '{Built.Program("src/ZkLockAttr.Tool")}' \"$@\"\n");
        Write("backup", Backup);
        _held = await _locks.AcquireAsync("orders/42");
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _held!.DisposeAsync();
        await _locks.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_a_page_does_its_work(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["ZKLOCK_CONNECT"] = _server.ConnectionString;
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}\n{output}{await errors}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
