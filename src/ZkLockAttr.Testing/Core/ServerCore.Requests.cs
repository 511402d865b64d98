using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Requests;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Testing.Core;

/// <content>Requests, and the faults that meet them.</content>
internal sealed partial class ServerCore
{
    /// <summary>Connections with a request that a fault holds, gone ones too.</summary>
    private readonly List<ServerConnection> _parked = [];

    /// <summary>Puts a fault in force.</summary>
    public void BeginFault(ServerFault fault)
    {
        if (fault.Kind is FaultKind.ReadOnly or FaultKind.NotServing)
        {
            CutConnections(connection => connection.Endpoint == fault.Endpoint);
        }

        State.Faults.Add(fault);
    }

    /// <summary>Ends a fault and lets go what it held.</summary>
    public void EndFault(ServerFault fault, ServerTime now)
    {
        if (fault.Kind is FaultKind.Isolate or FaultKind.ReadOnly)
        {
            // What this server was asked meanwhile never reached the leader.
            _parked.RemoveAll(connection => connection.Parked?.Fault == fault);
            CutConnections(connection => connection.Endpoint == fault.Endpoint);
        }

        State.Faults.Remove(fault);
        foreach (var connection in State.Held.ToArray())
        {
            State.MarkDirty(connection);
            if (connection.Output.Release(fault))
            {
                State.Held.Remove(connection);
            }
        }

        foreach (var connection in _parked.FindAll(connection => connection.Parked?.Fault == fault))
        {
            _parked.Remove(connection);
            Unpark(connection, now);
        }

        Changed?.Invoke();
    }

    private void Handle(ServerConnection connection, ReadOnlySpan<byte> payload, ServerTime now)
    {
        ServerFault? fault = null;
        if (!State.Faults.IsEmpty)
        {
            connection.Current = MessageReader.Read(connection, payload);
            fault = State.Faults.StrikeRequest(connection.Current);
        }

        switch (fault?.Kind)
        {
            case FaultKind.DropBeforeApply:
                connection.Close();
                break;

            case FaultKind.HoldRequests:
            case FaultKind.Isolate when connection.Session is null || RequestProcessor.NeedsLeader(payload):
                connection.Parked = (payload.ToArray(), fault);
                _parked.Add(connection);
                break;

            default:
                Apply(connection, payload, fault?.Kind, now);
                break;
        }

        Changed?.Invoke();
    }

    private void Apply(ServerConnection connection, ReadOnlySpan<byte> payload, FaultKind? fault, ServerTime now)
    {
        connection.DropsReply = fault == FaultKind.DropAfterApply;
        if (connection.Session is { } session)
        {
            _requests.Process(connection, session, payload, now, fault);
        }
        else
        {
            State.Counters.Count(ServerOperation.Connect);
            _handshake.Process(connection, payload, now);
        }

        connection.DropsReply = false;
    }

    /// <summary>Goes on with a request that was held, even if its client has left meanwhile: the server has read it.</summary>
    private void Unpark(ServerConnection connection, ServerTime now)
    {
        if (connection.Parked is not { } parked)
        {
            return;
        }

        connection.Parked = null;
        try
        {
            Handle(connection, parked.Payload, now);
        }
        catch (ProtocolException)
        {
            connection.Close();
        }

        Pump(connection, now);
    }
}
