namespace ZkLockAttr.Testing;

/// <summary>A request that arrived, its reply, or a watch event that is about to leave: what faults choose by.</summary>
/// <param name="Operation">What it is.</param>
/// <param name="Paths">The nodes it names, as the request names them; those of all its parts if it is a multi.</param>
/// <param name="SessionId">The session, 0 in the handshake of a new one.</param>
/// <param name="Endpoint">The index of the endpoint it passes through.</param>
public sealed record ServerMessage(ServerOperation Operation, IReadOnlyList<string> Paths, long SessionId, int Endpoint)
{
    /// <summary>The first node it names, if it names any.</summary>
    public string? Path => Paths.Count > 0 ? Paths[0] : null;
}
