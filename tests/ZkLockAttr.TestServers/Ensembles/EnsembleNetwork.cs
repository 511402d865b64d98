using System.Net;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>
/// A network for an ensemble whose servers can be cut off from one another while their clients still reach them: each server in a network namespace of its
/// own, joined by a bridge in one more. Takes root's rights. All of it ends with this process, however that ends.
/// </summary>
/// <remarks>
/// The addresses are from 198.18.0.0/15, which is set aside for tests of networks (RFC 2544): nothing else uses them. The namespaces have no names and
/// leave nothing behind: they live as long as a process in each, and the links between them as long as their ends.
/// </remarks>
public sealed class EnsembleNetwork : IAsyncDisposable
{
    // Addresses that another network on this machine has already.
    private const int Attempts = 20;

    // The last byte of the address at which clients are.
    private const int Clients = 254;

    private readonly int _subnet;
    private readonly List<NetworkNamespace> _servers = [];
    private readonly NetworkNamespace _bridge;

    private EnsembleNetwork(int subnet, NetworkNamespace bridge)
    {
        _subnet = subnet;
        _bridge = bridge;
    }

    /// <summary>Whether this machine allows it.</summary>
    public static Availability Availability { get; } = new(NetworkNamespace.FindMissing());

    private string ClientLink => $"zklock{_subnet}";

    /// <summary>Makes a network.</summary>
    /// <param name="servers">For so many servers; they have the numbers from 1.</param>
    public static async Task<EnsembleNetwork> StartAsync(int servers)
    {
        Availability.Demand();
        for (var attempt = 1; ; attempt++)
        {
            var network = new EnsembleNetwork(Random.Shared.Next(512), await NetworkNamespace.StartAsync());
            try
            {
                await network.BuildAsync(servers);
                return network;
            }
            catch (InvalidOperationException exception) when (attempt < Attempts && exception.Message.Contains("File exists", StringComparison.Ordinal))
            {
                await network.DisposeAsync();
            }
            catch
            {
                await network.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>A server's address.</summary>
    public IPAddress AddressOf(int server) => IPAddress.Parse(Address(server));

    /// <summary>What a command must begin with to be run where the server is.</summary>
    public IReadOnlyList<string> Inside(int server) => _servers[server - 1].Inside;

    /// <summary>From now on nothing passes between this server and the others. Connections between them are not closed, they fall silent.</summary>
    public Task CutOffAsync(int server) => RouteAsync(server, to => $"route replace unreachable {Address(to)}");

    /// <summary>Joins it to the others again.</summary>
    public Task JoinAsync(int server) => RouteAsync(server, to => $"route del unreachable {Address(to)}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _bridge.DisposeAsync();
    }

    private async Task BuildAsync(int servers)
    {
        await NetworkNamespace.ConfigureThisAsync(
            $"link add {ClientLink} type veth peer name clients netns {_bridge.ProcessId}",
            $"addr add {Address(Clients)}/24 dev {ClientLink}",
            $"link set {ClientLink} up");
        await _bridge.ConfigureAsync("link add bridge type bridge", "link set bridge up", "link set clients master bridge", "link set clients up");
        for (var server = 1; server <= servers; server++)
        {
            var place = await NetworkNamespace.StartAsync();
            _servers.Add(place);
            await _bridge.ConfigureAsync(
                $"link add server{server} type veth peer name ensemble netns {place.ProcessId}",
                $"link set server{server} master bridge",
                $"link set server{server} up");
            await place.ConfigureAsync("link set lo up", $"addr add {Address(server)}/24 dev ensemble", "link set ensemble up");
        }
    }

    private string Address(int host) => $"198.{18 + (_subnet / 256)}.{_subnet % 256}.{host}";

    // On both sides of each pair: what one way carries alone is enough for some to believe that all is well.
    private Task RouteAsync(int server, Func<int, string> change)
    {
        var others = Enumerable.Range(1, _servers.Count).Where(other => other != server).ToArray();
        return Task.WhenAll(
        [
            _servers[server - 1].ConfigureAsync([.. others.Select(other => change(other))]),
            .. others.Select(other => _servers[other - 1].ConfigureAsync(change(server))),
        ]);
    }
}
