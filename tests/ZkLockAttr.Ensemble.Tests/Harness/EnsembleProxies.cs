using ZkLockAttr.TestServers;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>A proxy in front of each server of an ensemble, for clients whose connections are to suffer.</summary>
internal sealed class EnsembleProxies(RealEnsemble ensemble) : IAsyncDisposable
{
    private readonly FaultProxy[] _proxies = [.. ensemble.Servers.Select(server => FaultProxy.Start(server.Endpoint))];

    /// <summary>The proxies, that of server 1 first.</summary>
    public IReadOnlyList<FaultProxy> All => _proxies;

    /// <summary>For clients: all servers.</summary>
    public string ConnectionString => string.Join(',', _proxies.Select(proxy => proxy.ConnectionString));

    /// <summary>How many connections clients have made.</summary>
    public int ConnectionCount => _proxies.Sum(proxy => proxy.ConnectionCount);

    /// <summary>Who connects now gets to this server.</summary>
    public void LetInOnly(EnsembleServer server)
    {
        for (var i = 0; i < _proxies.Length; i++)
        {
            _proxies[i].RefusesConnections = ensemble.Servers[i] != server;
        }
    }

    /// <summary>Who connects now gets to any server.</summary>
    public void LetInAll()
    {
        foreach (var proxy in _proxies)
        {
            proxy.RefusesConnections = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }
    }
}
