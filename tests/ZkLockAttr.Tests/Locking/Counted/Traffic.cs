using System.Collections.Concurrent;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking.Counted;

/// <summary>What passes between the clients and the in-process server from now on, without pings.</summary>
internal sealed class Traffic : IDisposable
{
    private readonly ConcurrentQueue<ServerMessage> _requests = new();
    private readonly ConcurrentQueue<ServerMessage> _events = new();
    private readonly ServerFault _ofRequests;
    private readonly ServerFault _ofEvents;

    // Faults that see everything and hold nothing.
    public Traffic(ZooKeeperTestServer server)
    {
        _ofRequests = server.Faults.HoldRequests(message => See(_requests, message, message.Operation != ServerOperation.Ping));
        _ofEvents = server.Faults.HoldReplies(message => See(_events, message, message.Operation == ServerOperation.WatchEvent));
    }

    /// <summary>The requests, in the order in which the server took them.</summary>
    public IEnumerable<ServerMessage> Requests => _requests;

    /// <summary>The watch events that left the server.</summary>
    public IEnumerable<ServerMessage> Events => _events;

    /// <summary>What the requests were, in the order in which the server took them.</summary>
    public IEnumerable<ServerOperation> Operations => _requests.Select(message => message.Operation);

    public void Dispose()
    {
        _ofRequests.Dispose();
        _ofEvents.Dispose();
    }

    private static bool See(ConcurrentQueue<ServerMessage> seen, ServerMessage message, bool counts)
    {
        if (counts)
        {
            seen.Enqueue(message);
        }

        return false;
    }
}
