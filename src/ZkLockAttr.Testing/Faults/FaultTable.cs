using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Faults;

/// <summary>The faults in force, in the order they were made.</summary>
internal sealed class FaultTable(ServerState state)
{
    private readonly List<ServerFault> _faults = [];

    /// <summary>Nobody has to describe messages while this is so.</summary>
    public bool IsEmpty => _faults.Count == 0;

    public void Add(ServerFault fault)
    {
        _faults.Add(fault);
        if (fault.MakesDeaf)
        {
            state.Replicas[fault.Endpoint].Deafen();
        }
    }

    public void Remove(ServerFault fault)
    {
        if (_faults.Remove(fault) && fault.MakesDeaf)
        {
            state.Replicas[fault.Endpoint].Hear();
        }
    }

    /// <summary>Whether the server is cut off from the others.</summary>
    public bool Isolates(int endpoint) => Has(FaultKind.Isolate, endpoint);

    /// <summary>Whether a fault of this kind is in force on the server as a whole.</summary>
    public bool Has(FaultKind kind, int endpoint) => _faults.Exists(fault => fault.Kind == kind && fault.Endpoint == endpoint);

    /// <summary>The first fault for this request, other than a hold of its reply.</summary>
    public ServerFault? StrikeRequest(ServerMessage message) => Strike(message, holdsReplies: false);

    /// <summary>The first fault that holds this reply or event back.</summary>
    public ServerFault? StrikeReply(ServerMessage message) => Strike(message, holdsReplies: true);

    private ServerFault? Strike(ServerMessage message, bool holdsReplies)
    {
        foreach (var fault in _faults)
        {
            if ((fault.Kind == FaultKind.HoldReplies) == holdsReplies && !fault.IsSpent && fault.Matches(message))
            {
                fault.Hit();
                return fault;
            }
        }

        return null;
    }
}
