using System.Globalization;
using System.Net;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>
/// An ensemble of three real servers, each in a process of its own, on the loopback address or in networks of their own. Stands in a few seconds.
/// Killed, and its folders deleted, when disposed or when this process ends in whatever way.
/// </summary>
public sealed class RealEnsemble : IAsyncDisposable
{
    private const int Size = 3;

    // In its own network a server has all ports to itself.
    private const int ClientPort = 2181;
    private const int QuorumPort = 2888;
    private const int ElectionPort = 3888;

    // Another process may take a port between our look and the server's.
    private const int LaunchAttempts = 3;

    private static readonly string[] LogLevels =
    [
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",

        // Which sessions it ends.
        "-Dorg.slf4j.simpleLogger.log.org.apache.zookeeper.server.ZooKeeperServer=info",
    ];

    private readonly RealEnsembleOptions _options;
    private readonly EnsembleNetwork? _network;
    private readonly List<EnsembleServer> _servers = [];

    private RealEnsemble(RealEnsembleOptions options, EnsembleNetwork? network)
    {
        _options = options;
        _network = network;
    }

    /// <summary>Whether this machine can run it on the loopback address.</summary>
    public static Availability Availability => ZooKeeperProcess.Availability;

    /// <summary>The servers, number 1 first.</summary>
    public IReadOnlyList<EnsembleServer> Servers => _servers;

    /// <summary>For clients: all servers.</summary>
    public string ConnectionString => string.Join(',', _servers.Select(server => server.ConnectionString));

    /// <summary>Starts an ensemble with an empty tree; complete when all its servers serve.</summary>
    /// <exception cref="InvalidOperationException">This machine cannot run it, or a server did not come up; the message has its log.</exception>
    public static async Task<RealEnsemble> LaunchAsync(RealEnsembleOptions? options = null)
    {
        Availability.Demand();
        for (var attempt = 1; ; attempt++)
        {
            var network = options is { CanBeCut: true } ? await EnsembleNetwork.StartAsync(Size) : null;
            var ensemble = new RealEnsemble(options ?? new RealEnsembleOptions(), network);
            try
            {
                await ensemble.LaunchServersAsync();
                return ensemble;
            }
            catch (InvalidOperationException exception) when (attempt < LaunchAttempts && exception.Message.Contains("BindException", StringComparison.Ordinal))
            {
                await ensemble.DisposeAsync();
            }
            catch
            {
                await ensemble.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>The server that leads. All must serve.</summary>
    public Task<EnsembleServer> FindLeaderAsync() => FindAsync("leader");

    /// <summary>The first of the servers that follow. All must serve.</summary>
    public Task<EnsembleServer> FindFollowerAsync() => FindAsync("follower");

    /// <summary>Undoes whatever was done to the servers; complete when each of them has had a quorum commit something.</summary>
    public async Task HealAsync()
    {
        foreach (var server in _servers)
        {
            await server.HealAsync();
        }

        await Task.WhenAll(_servers.Select(server => server.WaitUntilCommittingAsync()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_servers.Select(server => server.DisposeAsync().AsTask()));
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }
    }

    private async Task<EnsembleServer> FindAsync(string mode)
    {
        foreach (var server in _servers)
        {
            if (await server.GetModeAsync() == mode)
            {
                return server;
            }
        }

        throw new InvalidOperationException($"No server is {mode}.");
    }

    private async Task LaunchServersAsync()
    {
        var places = Enumerable.Range(1, Size).Select(FindPlace).ToArray();
        for (var number = 1; number <= Size; number++)
        {
            _servers.Add(await SetUpAsync(number, places));
        }

        foreach (var server in _servers)
        {
            server.Start();
        }

        await Task.WhenAll(_servers.Select(server => server.WaitUntilServingAsync()));

        // A server that did not get the port of its elections can serve all the same, and ends a second later.
        if (_servers.FirstOrDefault(server => server.Log.Contains("BindException", StringComparison.Ordinal)) is { } doomed)
        {
            throw new InvalidOperationException($"Server {doomed.Number} did not get all of its ports. Its log:\n{doomed.Log}");
        }
    }

    private Place FindPlace(int number) => _network is null
        ? new Place(IPAddress.Loopback, _options.FindPort(), _options.FindPort(), _options.FindPort())
        : new Place(_network.AddressOf(number), ClientPort, QuorumPort, ElectionPort);

    private async Task<EnsembleServer> SetUpAsync(int number, Place[] places)
    {
        var folder = Directory.CreateTempSubdirectory("zookeeper-").FullName;
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var configuration = Path.Combine(folder, "zoo.cfg");
        var own = places[number - 1];
        await File.WriteAllTextAsync(Path.Combine(data, "myid"), number.ToString(CultureInfo.InvariantCulture));
        await File.WriteAllLinesAsync(configuration,
        [
            $"dataDir={data}",
            $"clientPortAddress={own.Address}",
            $"clientPort={own.Client}",
            $"tickTime={(int)_options.Tick.TotalMilliseconds}",
            "initLimit=20",
            $"syncLimit={_options.SyncLimit}",
            "admin.enableServer=false",
            "maxClientCnxns=0",
            "4lw.commands.whitelist=*",
            "forceSync=no",
            .. _options.Settings,
            .. places.Select((place, index) => $"server.{index + 1}={place.Address}:{place.Quorum}:{place.Election}"),
        ]);
        var command = ZooKeeperProcess.Command(
            "org.apache.zookeeper.server.quorum.QuorumPeerMain", configuration, _options.IsForSpeed ? Jvm.ForSpeed() : Jvm.ForShortLife(_options.MaxMemory), LogLevels);
        var endpoint = new IPEndPoint(own.Address, own.Client);
        return new EnsembleServer(number, endpoint, new ZooKeeperProcess(endpoint, folder, [.. _network?.Inside(number) ?? [], .. command]), _network);
    }

    private sealed record Place(IPAddress Address, int Client, int Quorum, int Election);
}
