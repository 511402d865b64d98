using ZkLockAttr.Testing.Sessions;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.Testing.Watches;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Core;

/// <summary>A client's connection, without its socket: the shell brings what was read, and takes away what is to be sent.</summary>
internal sealed class ServerConnection(ServerState state, int endpoint, string clientAddress)
{
    private static readonly ServerMessage NothingToDescribe = new(ServerOperation.Unknown, [], 0, 0);

    private int _moves;

    public int Endpoint { get; } = endpoint;

    public string ClientAddress { get; } = clientAddress;

    /// <summary>What the server it leads to knows.</summary>
    public Replica Replica { get; } = state.Replicas[endpoint];

    /// <summary>Null until the handshake is done.</summary>
    public ServerSession? Session { get; private set; }

    /// <summary>Nothing is read any more; the socket is closed as soon as <see cref="Output"/> is drained.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The socket is closed at once, whatever is left to send.</summary>
    public bool IsCut { get; private set; }

    public FrameReader Input { get; } = new(ServerSettings.MaxRequestLength);

    /// <summary>The first four bytes, until they are known not to be a four-letter word.</summary>
    public List<byte> Prefix { get; } = new(sizeof(int));

    public ConnectionOutput Output { get; } = new();

    public HashSet<(WatchKind Kind, string Path)> Watches { get; } = [];

    /// <summary>Who the client has shown to be: its address at least.</summary>
    public List<AclEntry> Identities { get; } = [AccessControl.FromAddress(clientAddress)];

    /// <summary>A request that waits for the end of a fault; those behind it wait in <see cref="Input"/>.</summary>
    public (byte[] Payload, ServerFault Fault)? Parked { get; set; }

    /// <summary>The request in hand; only meaningful while faults are in force.</summary>
    public ServerMessage Current { get; set; } = NothingToDescribe;

    /// <summary>Set while a request is applied whose reply is never sent.</summary>
    public bool DropsReply { get; set; }

    /// <summary>Whether the session has been attached at another server since, even if it has come back.</summary>
    public bool SessionHasMoved => Session?.Moves != _moves;

    public void Attach(ServerSession session)
    {
        Session = session;
        _moves = session.Moves;
        if (!IsClosed)
        {
            session.Connections.Add(this);
        }
    }

    /// <summary>Begins a frame that <see cref="EndReply"/> ends.</summary>
    public FrameWriter BeginReply() => Output.BeginFrame();

    public FrameWriter BeginReply(int xid, long zxid, ZooKeeperError error)
    {
        var writer = BeginReply();
        new ReplyHeader(xid, zxid, error).Write(writer);
        return writer;
    }

    public void EndReply()
    {
        if (DropsReply)
        {
            Output.AbandonFrame();
            Close();
            return;
        }

        EndFrame(state.Faults.IsEmpty ? null : state.Faults.StrikeReply(Current));
    }

    public void Reply(int xid, long zxid, ZooKeeperError error)
    {
        BeginReply(xid, zxid, error);
        EndReply();
    }

    public void SendEvent(WatchEventType type, string path)
    {
        var writer = Output.BeginFrame();

        // The number of the transaction that fired it stands here from 3.9 on; before, -1.
        new ReplyHeader(Xid.WatchEvent, -1, ZooKeeperError.Ok).Write(writer);
        new WatchNotification(type, path).Write(writer);
        EndFrame(state.Faults.IsEmpty
            ? null
            : state.Faults.StrikeReply(new ServerMessage(ServerOperation.WatchEvent, [path], Session?.Id ?? 0, Endpoint)));
    }

    /// <summary>Ends the connection behind what it has to send. Its session lives on.</summary>
    public void Close()
    {
        if (IsClosed)
        {
            return;
        }

        IsClosed = true;
        state.Watches.RemoveAll(this);
        Session?.Connections.Remove(this);
        state.Connections.Remove(this);
        state.MarkDirty(this);
    }

    /// <summary>Ends the connection as a broken network does.</summary>
    public void Cut()
    {
        Close();
        IsCut = true;
        state.MarkDirty(this);
    }

    private void EndFrame(ServerFault? heldBy)
    {
        Output.EndFrame(heldBy);
        if (heldBy is not null)
        {
            state.Held.Add(this);
        }

        state.MarkDirty(this);
    }
}
