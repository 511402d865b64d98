using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>What the server says.</summary>
internal sealed partial class SessionCore
{
    /// <summary>Bytes have arrived.</summary>
    public void OnReceived(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _input.Append(bytes);
            while (_phase is Phase.Handshaking or Phase.Attached && _input.TryRead(out var payload))
            {
                var reader = new JuteReader(payload);
                if (_phase == Phase.Handshaking)
                {
                    OnHandshakeAnswered(ConnectResponse.Read(ref reader));
                }
                else
                {
                    OnAnswered(ReplyHeader.Read(ref reader), ref reader);
                }
            }

            // Whoever does not know the session confirms nothing, whatever he says.
            if (_phase == Phase.Attached)
            {
                _lastHeard = clock.Now;
            }
        }
        catch (ProtocolException exception)
        {
            var peer = _phase == Phase.Handshaking ? ForeignPeer.Recognize(bytes) : null;
            Break(peer ?? $"it does not speak ZooKeeper's protocol: {exception.Message}");
        }
    }

    private void OnHandshakeAnswered(ConnectResponse response)
    {
        if (response.ReadOnly)
        {
            Break("it is read-only: it has lost its quorum");
        }
        else if (!response.IsRefusal)
        {
            Attach(response);
        }
        else if (SessionId == 0)
        {
            Break("it refused a new session");
        }
        else
        {
            Break("the session has expired");
            IsServerGood = true;
            ExpireSession();
        }
    }

    private void Attach(ConnectResponse response)
    {
        if (response.SessionId == 0)
        {
            throw new ProtocolException("A session without an id was granted.");
        }

        var isNewSession = SessionId == 0;
        if (!isNewSession && response.SessionId != SessionId)
        {
            throw new ProtocolException("It is another session than the present one that was granted.");
        }

        SessionId = response.SessionId;
        _password = response.Password;
        Timeout = TimeSpan.FromMilliseconds(response.TimeoutMs);
        _phase = Phase.Attached;
        clock.JumpThreshold = Timeout / 4;
        Lease.OnAttached(_handshakeSent, isNewSession, Timeout, options.ServerTick);
        _heartbeatSent = clock.Now;
        _heartbeatDue = clock.Now + HeartbeatInterval;
        _toldAttached = true;
        SendWaiting();
        listener.OnAttached(isNewSession);

        // It took a while to notice that the old connection was dead: a lease that still runs has no time left to wait for the next heartbeat.
        if (_leaseRequired || _leaseRuns)
        {
            SendHeartbeat();
        }
    }

    private void OnAnswered(ReplyHeader reply, ref JuteReader reader)
    {
        // A watch event's zxid is not one that this session has seen the whole of: it must not count for the next handshake.
        if (reply.Xid == Xid.WatchEvent)
        {
            var notification = WatchNotification.Read(ref reader);
            _watches.Fire(new WatchEvent(notification.Type, notification.Path));
            return;
        }

        if (reply.Xid == Xid.Auth)
        {
            OnAuthAnswered(reply.Error);
            return;
        }

        if (reply.Error == ZooKeeperError.SessionClosedRequireAuth)
        {
            Break("it demands another authentication than it was shown (the option Auth; SASL is not supported)");
            return;
        }

        _lastZxid = Math.Max(_lastZxid, reply.Zxid);
        if (reply.Xid == Xid.Ping)
        {
            OnServed();
            if (_pingsSent.TryDequeue(out var sent))
            {
                Lease.OnAnswered(sent, clock.Now);
            }

            return;
        }

        if (!_inFlight.TryPeek(out var operation) || operation.Xid != reply.Xid)
        {
            throw new ProtocolException($"An answer to request {reply.Xid}, which is not the oldest.");
        }

        if (reply.Error == ZooKeeperError.Ok)
        {
            operation.ReadBody(ref reader);
        }

        _inFlight.Dequeue();
        OnServed();
        OnAnswered(operation, reply);
    }

    private void OnAuthAnswered(ZooKeeperError error)
    {
        if (_authsAnswered == options.Auth.Count)
        {
            throw new ProtocolException("An answer to an authentication that was not sent.");
        }

        // Answered in the order in which they were sent.
        var scheme = options.Auth[_authsAnswered++].Scheme;
        if (error != ZooKeeperError.Ok)
        {
            Break($"it refused the authentication of scheme '{scheme}': {error}");
        }
    }

    // Only now it is sure that the server takes us, and not only our session.
    private void OnServed()
    {
        if (!_isServed)
        {
            _isServed = true;
            listener.OnServed();
        }
    }

    private void OnAnswered(Operation operation, ReplyHeader reply)
    {
        // Before the recipe is told: it may enter on this very answer. What it submits goes behind what it was told.
        operation.End(reply.Error, reply.Zxid);
        if (operation.ProvesQuorum)
        {
            Lease.OnProven(operation.SentAt);
        }

        if (operation.Error != ZooKeeperError.ThrottledOp)
        {
            Lease.OnAnswered(operation.SentAt, clock.Now);
        }

        if (operation is WatchingOperation { HasSetWatch: true, Watcher: { } watcher } watching)
        {
            _watches.Add(operation.Path, watching.WatchKind, watcher);
        }

        operation.Complete();
        CheckLease(clock.Now);
        if (operation is CloseSessionOperation)
        {
            Break("the session was closed on request");
            IsServerGood = true;
            ExpireSession();
        }
    }
}
