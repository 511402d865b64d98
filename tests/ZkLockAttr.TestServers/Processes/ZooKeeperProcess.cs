using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.TestServers.Processes;

/// <summary>A ZooKeeper server's process, which can be killed and started again with what it had written.</summary>
/// <param name="endpoint">Where it serves clients.</param>
/// <param name="folder">A folder of its own, deleted in the end.</param>
/// <param name="command">What starts it.</param>
internal sealed class ZooKeeperProcess(IPEndPoint endpoint, string folder, IReadOnlyList<string> command) : IAsyncDisposable
{
    private const string JarFolder = "/usr/share/java";

    // A JVM on a loaded machine may take seconds: 600 attempts of at least 50 ms are half a minute.
    private const int ReadinessAttempts = 600;

    private static readonly TimeSpan ReadinessInterval = TimeSpan.FromMilliseconds(50);

    // A word that comes while the server starts may never be answered.
    private static readonly TimeSpan ReadinessPatience = TimeSpan.FromSeconds(1);

    // For TLS; Debian has taken them out of netty-all.
    private static readonly string[] NettyJars =
        ["netty-buffer", "netty-codec", "netty-common", "netty-handler", "netty-resolver", "netty-transport", "netty-transport-native-epoll", "netty-transport-native-unix-common"];

    private static readonly string[] Jars =
        ["zookeeper", "zookeeper-jute", "slf4j-api", "slf4j-simple", "netty-all", "snappy-java", "metrics-core", .. NettyJars];

    private ChildProcess? _process;
    private string _lastLog = "";

    /// <summary>Whether this machine can run it.</summary>
    public static Availability Availability { get; } = new(FindMissing());

    /// <summary>The last lines of the log of the present process, or of the last one.</summary>
    public string Log => _process?.Log.ToString() ?? _lastLog;

    /// <summary>Whether it was started and not killed. One that ended by itself counts, so that nobody starts it again without a word.</summary>
    public bool IsRunning => _process is not null;

    /// <summary>The command line for a server.</summary>
    /// <param name="mainClass">Which server.</param>
    /// <param name="configuration">Its configuration file.</param>
    /// <param name="jvm">How the JVM is set up.</param>
    /// <param name="properties">More arguments for the JVM.</param>
    public static IReadOnlyList<string> Command(string mainClass, string configuration, IEnumerable<string> jvm, params IEnumerable<string> properties) =>
    [
        "java",
        .. jvm,
        .. properties,
        "-cp",
        string.Join(':', Jars.Select(JarPath)),
        mainClass,
        configuration,
    ];

    public void Start()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException(_process.Ended.IsCompleted ? $"ZooKeeper ended by itself. Its log:\n{Log}" : "It is running.");
        }

        _process = ChildProcess.Start(folder, command);
    }

    /// <summary>Complete when it serves.</summary>
    /// <exception cref="InvalidOperationException">It does not come up; the message has its log. It is killed then.</exception>
    public async Task WaitUntilReadyAsync()
    {
        if (!await IsReadyAsync(_process!))
        {
            await KillAsync();
            throw new InvalidOperationException($"ZooKeeper did not come up on {endpoint}. Its log:\n{Log}");
        }
    }

    /// <summary>Kills it, as a crash would; complete when it is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.KillAsync();
            _lastLog = process.Log.ToString();
        }
    }

    public void Send(Signal signal) => (_process ?? throw new InvalidOperationException("It is not running.")).Send(signal);

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
            _lastLog = process.Log.ToString();
        }
        else if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
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

    // The server listens before it serves, and nothing tells us when it does either: ask until it says which mode it is in.
    private async Task<bool> IsReadyAsync(ChildProcess process)
    {
        for (var attempt = 0; attempt < ReadinessAttempts && !process.Ended.IsCompleted; attempt++)
        {
            try
            {
                if ((await FourLetterWord.AskAsync(endpoint, "srvr", ReadinessPatience)).Contains("Mode:", StringComparison.Ordinal))
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
