using System.Diagnostics;
using System.Globalization;

namespace WebShop.Fleet;

/// <summary>An instance of the shop: this program once more, in a process of its own.</summary>
internal sealed class InstanceProcess : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private InstanceProcess(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    public string Name { get; }

    public int ProcessId => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts one, on a free port of the loopback address.</summary>
    public static InstanceProcess Start(string name, string zooKeeper, string database, FleetOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(InstanceProcess).Assembly.Location);
        }

        string[] arguments =
        [
            "instance",
            "--urls", "http://127.0.0.1:0",
            "--ConnectionStrings:ZooKeeper", zooKeeper,
            "--DistributedLocks:RequireAtStart", bool.TrueString,
            "--Shop:Instance", name,
            "--Shop:Database", database,
            "--Shop:PaymentTime", options.PaymentTime.ToString("c", CultureInfo.InvariantCulture),
            "--Shop:WithoutLock", options.WithoutLock.ToString(),
            "--Shop:StopsWithStdin", bool.TrueString,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new InstanceProcess(name, Process.Start(start)!);
    }

    /// <summary>Waits until it serves.</summary>
    /// <exception cref="InvalidOperationException">It has ended instead; it has said why.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        Address = await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } address
            ? new Uri(address)
            : throw new InvalidOperationException($"{Name} did not start.");

    /// <summary>Asks the process to stop, by closing its stdin; kills it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeToStop);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
