using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>
/// ZooKeeper itself: one standalone server in a process of its own, on a free port of the loopback address and a temporary folder.
/// Stands in about a third of a second. Killed, and its folder deleted, when disposed or when this process ends in whatever way.
/// </summary>
public sealed class RealZooKeeper : IZooKeeperUnderTest
{
    private const string JarFolder = "/usr/share/java";

    // A JVM on a loaded machine may take seconds: 600 attempts of at least 50 ms are half a minute.
    private const int ReadinessAttempts = 600;

    // Another process may take the port between our look and the server's.
    private const int PortAttempts = 3;

    private static readonly TimeSpan ReadinessInterval = TimeSpan.FromMilliseconds(50);

    // A word that comes while the server starts may never be answered.
    private static readonly TimeSpan ReadinessPatience = TimeSpan.FromSeconds(1);

    // Far longer than an answer takes: only so that a test that has gone wrong fails rather than hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // For TLS; Debian has taken them out of netty-all.
    private static readonly string[] NettyJars =
        ["netty-buffer", "netty-codec", "netty-common", "netty-handler", "netty-resolver", "netty-transport", "netty-transport-native-epoll", "netty-transport-native-unix-common"];

    private static readonly string[] Jars =
        ["zookeeper", "zookeeper-jute", "slf4j-api", "slf4j-simple", "netty-all", "snappy-java", "metrics-core", .. NettyJars];

    private readonly RealZooKeeperOptions _options;
    private readonly string _folder = Directory.CreateTempSubdirectory("zookeeper-").FullName;
    private ChildProcess? _process;

    private RealZooKeeper(RealZooKeeperOptions options) => _options = options;

    /// <summary>Whether this machine can run it.</summary>
    public static Availability Availability { get; } = new(FindMissing());

    /// <inheritdoc/>
    public int Port { get; private set; }

    /// <inheritdoc/>
    public string ConnectionString => new IPEndPoint(_options.Address, Port).ToString();

    /// <summary>The port that speaks TLS, on 127.0.0.1; 0 if there is none.</summary>
    public int SecurePort { get; private set; }

    /// <summary>The last lines of the log of the present process, or of the last one.</summary>
    public string Log { get; private set; } = "";

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
                var data = Directory.CreateDirectory(Path.Combine(server._folder, "data", "version-2"));
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
    public async Task StartAsync()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("It is running.");
        }

        _process = ChildProcess.Start(_folder, Command());
        if (!await WaitUntilReadyAsync(_process))
        {
            await StopAsync();
            throw new InvalidOperationException($"ZooKeeper did not come up on port {Port}. Its log:\n{Log}");
        }
    }

    /// <summary>Kills it, as a crash would; complete when it is gone.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.KillAsync();
            Log = process.Log.ToString();
        }
    }

    /// <summary>Asks one of the four-letter words: <c>srvr</c>, <c>mntr</c>, <c>wchs</c>, <c>wchp</c>, <c>dump</c>, <c>cons</c> and others.</summary>
    public Task<string> FourLetterWordAsync(string word) => FourLetterWordAsync(word, Patience);

    /// <summary>A number from <c>mntr</c>, such as <c>zk_watch_count</c> or <c>zk_ephemerals_count</c>.</summary>
    public async Task<long> MonitorAsync(string key)
    {
        foreach (var line in (await FourLetterWordAsync("mntr")).Split('\n'))
        {
            if (line.Split('\t') is [var name, var value] && name == key)
            {
                return (long)double.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        throw new ArgumentException($"The server monitors no '{key}'.", nameof(key));
    }

    /// <inheritdoc/>
    public Task ExpireSessionAsync(long sessionId) => SessionKiller.KillAsync(Port, sessionId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
            Log = process.Log.ToString();
        }
        else if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string? FindMissing()
    {
        if (Availability.FindProgram("java") is null)
        {
            return "The real ZooKeeper needs Java: apt-get install default-jre-headless.";
        }

        if (Availability.FindProgram("setpriv") is null)
        {
            return "The real ZooKeeper is started by way of setpriv: apt-get install util-linux.";
        }

        var missing = Jars.Select(JarPath).FirstOrDefault(jar => !File.Exists(jar));
        return missing is null ? null : $"The real ZooKeeper's {missing} is missing: apt-get install zookeeper.";
    }

    private static string JarPath(string jar) => Path.Combine(JarFolder, jar + ".jar");

    private async Task LaunchOnFreePortAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort.Find();
            SecurePort = _options.Tls is null ? 0 : FreePort.Find();
            await File.WriteAllLinesAsync(Path.Combine(_folder, "zoo.cfg"), Configuration());
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
        $"dataDir={Path.Combine(_folder, "data")}",
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
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        File.WriteAllText(Path.Combine(data, "myid"), "1");
        return ["standaloneEnabled=false", "initLimit=10", "syncLimit=5", $"server.1=127.0.0.1:{FreePort.Find()}:{FreePort.Find()};{_options.Address}:{Port}"];
    }

    private IEnumerable<string> Command() =>
    [
        "java",

        // For a short life: little memory, and no time spent on optimizing.
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        .. _options.ContainerCheckInterval is { } interval ? [$"-Dznode.container.checkIntervalMs={(int)interval.TotalMilliseconds}"] : Array.Empty<string>(),
        "-cp",
        string.Join(':', Jars.Select(JarPath)),
        _options.IsEnsemble ? "org.apache.zookeeper.server.quorum.QuorumPeerMain" : "org.apache.zookeeper.server.ZooKeeperServerMain",
        Path.Combine(_folder, "zoo.cfg"),
    ];

    private async Task<string> FourLetterWordAsync(string word, TimeSpan patience)
    {
        using var impatience = new CancellationTokenSource(patience);
        using var client = new TcpClient(_options.Address.AddressFamily);
        await client.ConnectAsync(_options.Address, Port, impatience.Token);
        using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(word), impatience.Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(impatience.Token);
    }

    // The server listens before it serves, and nothing tells us when it does either: ask until it says which mode it is in.
    private async Task<bool> WaitUntilReadyAsync(ChildProcess process)
    {
        for (var attempt = 0; attempt < ReadinessAttempts && !process.Ended.IsCompleted; attempt++)
        {
            try
            {
                if ((await FourLetterWordAsync("srvr", ReadinessPatience)).Contains("Mode:", StringComparison.Ordinal))
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
            {
            }

            await Task.WhenAny(process.Ended, Task.Delay(ReadinessInterval));
        }

        return false;
    }
}
