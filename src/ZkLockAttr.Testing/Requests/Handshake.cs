using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Sessions;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>The first frame of a connection: opens a session, or attaches the connection to a living one.</summary>
internal sealed class Handshake(ServerState state)
{
    /// <summary>The frame's length with a null password and without the read-only flag.</summary>
    private const int LengthWithoutPassword = (3 * sizeof(int)) + (2 * sizeof(long));

    public void Process(ServerConnection connection, ReadOnlySpan<byte> payload, ServerTime now)
    {
        var reader = new JuteReader(payload);
        var request = ConnectRequest.Read(ref reader);
        var isReadOnly = state.Faults.Has(FaultKind.ReadOnly, connection.Endpoint);
        if (request.LastZxidSeen > connection.Replica.LastZxid
            || state.Faults.Has(FaultKind.NotServing, connection.Endpoint)
            || (isReadOnly && !request.ReadOnly))
        {
            connection.Close(); // without a word: another server may know more, or serve
            return;
        }

        var timeout = state.Sessions.Negotiate(request.TimeoutMs);
        var session = isReadOnly ? state.Sessions.OpenLocal(connection.Endpoint)
            : request.SessionId == 0 ? Open(connection, timeout, now)
            : Find(connection, request);
        if (session is not null)
        {
            session.Timeout = timeout;
            session.MoveTo(connection.Endpoint);
            state.Sessions.Touch(session, now.Elapsed);
            connection.Attach(session);
        }

        var response = session is null
            ? new ConnectResponse(0, 0, new byte[ConnectRequest.PasswordLength], false)
            : new ConnectResponse(timeout, session.Id, SessionPassword.For(session.Id), isReadOnly);

        // Clients older than 3.4 send no read-only flag and get none.
        response.Write(connection.BeginReply(), withReadOnly: payload.Length > LengthWithoutPassword + request.Password.Length);
        connection.EndReply();
        if (session is null)
        {
            connection.Close();
        }
    }

    private ServerSession Open(ServerConnection connection, int timeout, ServerTime now)
    {
        // A transaction, and so a lagging server's client hears of it behind all that was committed before.
        state.NextZxid();
        connection.Replica.CatchUp();
        return state.Sessions.Open(connection.Endpoint, timeout, now.Elapsed);
    }

    private ServerSession? Find(ServerConnection connection, in ConnectRequest request)
    {
        state.Sessions.TryFind(request.SessionId, out var session);

        // Before the password is checked, as the real server does: whoever knows a session's id can disturb it.
        session?.Connections.Find(other => other.Endpoint == connection.Endpoint)?.Close();
        return SessionPassword.IsRight(request.SessionId, request.Password) ? session : null;
    }
}
