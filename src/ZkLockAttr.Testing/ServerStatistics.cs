namespace ZkLockAttr.Testing;

/// <summary>What a <see cref="ZooKeeperTestServer"/> has seen so far.</summary>
public sealed record ServerStatistics
{
    /// <summary>The requests that were processed, by operation; operations that did not occur are missing.</summary>
    public required IReadOnlyDictionary<ServerOperation, long> Requests { get; init; }

    /// <summary>The number of all requests, handshakes among them.</summary>
    public required long TotalRequests { get; init; }

    /// <summary>Reads from sockets that brought bytes: on loopback, about the number of the clients' writes.</summary>
    public required long Receives { get; init; }

    /// <summary>Connections that were accepted.</summary>
    public required long AcceptedConnections { get; init; }

    /// <summary>Connections that are open now.</summary>
    public required int OpenConnections { get; init; }

    /// <summary>Watches that are set now.</summary>
    public required int Watches { get; init; }

    /// <summary>The last transaction.</summary>
    public required long LastZxid { get; init; }

    /// <summary>The number of processed requests of one kind.</summary>
    public long Count(ServerOperation operation) => Requests.GetValueOrDefault(operation);
}
