using System.Net;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>
/// ZooKeeper itself: one standalone server in a process of its own, on a free port of the loopback address and a temporary folder.
/// Stands in about a third of a second. Killed, and its folder deleted, when disposed or when this process ends in whatever way.
/// </summary>
public sealed class RealZooKeeper : IZooKeeperUnderTest
{
    // Another process may take the port between our look and the server's.
    private const int PortAttempts = 3;

    private readonly RealZooKeeperOptions _options;
    private readonly string _folder = Directory.CreateTempSubdirectory("zookeeper-").FullName;
    private ZooKeeperProcess? _process;

    private RealZooKeeper(RealZooKeeperOptions options) => _options = options;

    /// <summary>Whether this machine can run it.</summary>
    public static Availability Availability => ZooKeeperProcess.Availability;

    /// <inheritdoc/>
    public int Port { get; private set; }

    /// <inheritdoc/>
    public string ConnectionString => new IPEndPoint(_options.Address, Port).ToString();

    /// <summary>The port that speaks TLS, on 127.0.0.1; 0 if there is none.</summary>
    public int SecurePort { get; private set; }

    /// <summary>The last lines of the log of the present process, or of the last one.</summary>
    public string Log => _process?.Log ?? "";

    /// <summary>Starts a server with an empty tree.</summary>
    /// <exception cref="InvalidOperationException">This machine cannot run it, or it did not come up; the message has its log.</exception>
    public static async Task<RealZooKeeper> LaunchAsync(RealZooKeeperOptions? options = null)
    {
        Availability.Demand();
        var server = new RealZooKeeper(options ?? new RealZooKeeperOptions());
        try
        {
            if (server._options.Snapshot is { } snapshot)
            {
                var data = Directory.CreateDirectory(Path.Combine(server.DataFolder, "version-2"));
                await File.WriteAllBytesAsync(Path.Combine(data.FullName, "snapshot.0"), snapshot);
            }

            await server.LaunchOnFreePortAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>, on the same port and with what it had written.</summary>
    public Task StartAsync()
    {
        _process!.Start();
        return _process.WaitUntilReadyAsync();
    }

    /// <summary>Kills it, as a crash would; complete when it is gone.</summary>
    public Task StopAsync() => _process!.KillAsync();

    /// <summary>Copies what a stopped server has on its disk, as a backup does.</summary>
    public void BackUp(string folder) => Copy(DataFolder, folder);

    /// <summary>Gives a stopped server what a backup has, in place of its own.</summary>
    public void Restore(string folder)
    {
        Directory.Delete(DataFolder, recursive: true);
        Copy(folder, DataFolder);
    }

    /// <summary>Asks one of the four-letter words: <c>srvr</c>, <c>mntr</c>, <c>wchs</c>, <c>wchp</c>, <c>dump</c>, <c>cons</c> and others.</summary>
    public Task<string> FourLetterWordAsync(string word) => FourLetterWord.AskAsync(Endpoint, word);

    /// <summary>A number from <c>mntr</c>, such as <c>zk_watch_count</c> or <c>zk_ephemerals_count</c>.</summary>
    public Task<long> MonitorAsync(string key) => FourLetterWord.MonitorAsync(Endpoint, key);

    /// <inheritdoc/>
    public Task ExpireSessionAsync(long sessionId) => SessionKiller.KillAsync(Endpoint, sessionId);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IPEndPoint Endpoint => new(_options.Address, Port);

    private string DataFolder => Path.Combine(_folder, "data");

    private string ConfigurationFile => Path.Combine(_folder, "zoo.cfg");

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private async Task LaunchOnFreePortAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort.Find();
            SecurePort = _options.Tls is null ? 0 : FreePort.Find();
            await File.WriteAllLinesAsync(ConfigurationFile, Configuration());
            _process = new ZooKeeperProcess(Endpoint, _folder, Command());
            try
            {
                await StartAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < PortAttempts && Log.Contains("BindException", StringComparison.Ordinal))
            {
            }
        }
    }

    private IEnumerable<string> Configuration() =>
    [
        $"dataDir={DataFolder}",
        $"clientPortAddress={_options.Address}",
        $"clientPort={Port}",
        $"tickTime={(int)_options.Tick.TotalMilliseconds}",
        "admin.enableServer=false",
        "maxClientCnxns=0",
        "4lw.commands.whitelist=*",
        "forceSync=no",
        .. _options.Tls?.Write(_folder, SecurePort) ?? [],
        .. _options.IsEnsemble ? Ensemble() : [],
        .. _options.Settings,
    ];

    // An ensemble of one.
    private IEnumerable<string> Ensemble()
    {
        var data = Directory.CreateDirectory(DataFolder).FullName;
        File.WriteAllText(Path.Combine(data, "myid"), "1");
        return ["standaloneEnabled=false", "initLimit=10", "syncLimit=5", $"server.1=127.0.0.1:{FreePort.Find()}:{FreePort.Find()};{_options.Address}:{Port}"];
    }

    private IReadOnlyList<string> Command() => ZooKeeperProcess.Command(
        _options.IsEnsemble ? "org.apache.zookeeper.server.quorum.QuorumPeerMain" : "org.apache.zookeeper.server.ZooKeeperServerMain",
        ConfigurationFile,
        _options.IsForSpeed ? Jvm.ForSpeed() : Jvm.ForShortLife(),
        _options.ContainerCheckInterval is { } interval ? [$"-Dznode.container.checkIntervalMs={(int)interval.TotalMilliseconds}"] : []);
}
