using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Sessions;

/// <summary>A session. Only <see cref="SessionTable"/> changes when it ends.</summary>
internal sealed class ServerSession(long id, int endpoint)
{
    public long Id { get; } = id;

    /// <summary>The negotiated time-out of its newest connection, in milliseconds.</summary>
    public int Timeout { get; set; }

    /// <summary>The server it belongs to.</summary>
    public int Endpoint { get; private set; } = endpoint;

    /// <summary>How often it has gone to another server: writes that it sent before are refused.</summary>
    public int Moves { get; private set; }

    /// <summary>When it ends unless it is touched, on the elapsed clock; always a multiple of the tick.</summary>
    public long Expiry { get; set; }

    public bool IsOver { get; set; }

    /// <summary>Whether it is a read-only server's own: no other server knows of it, and it takes no transaction.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Its connections, at most one for each server: a moved session's old one stays until its first write.</summary>
    public List<ServerConnection> Connections { get; } = [];

    public void MoveTo(int endpoint)
    {
        if (endpoint != Endpoint)
        {
            Endpoint = endpoint;
            Moves++;
        }
    }
}
