using System.Globalization;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>What is done when time has passed: heartbeats, pings, time-outs, the end of the lease, the recipes' deadlines.</summary>
internal sealed partial class SessionCore
{
    // Debian's 3.8.0 and others may leave a request lying until another arrives (ZOOKEEPER-4537): one ping after this time wakes it.
    private static readonly TimeSpan NudgeDelay = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan ShortestHandshakeTimeout = TimeSpan.FromSeconds(1);

    private readonly Queue<TimeSpan> _pingsSent = new();
    private TimeSpan _heartbeatSent;
    private TimeSpan _heartbeatDue;
    private TimeSpan _lastHeard;

    // Nobody has confirmed the session for so long that it is over, or belongs to an ensemble that is not there any more: one that was set up anew
    // closes every connection that has seen its predecessor's transactions. From server 3.9.3 on Java's client gives up then too (ZOOKEEPER-4508).
    private TimeSpan GivingUp => SessionId == 0 || _phase == Phase.Attached ? TimeSpan.MaxValue : _lastHeard + (Timeout * 4 / 3);

    // All servers are tried in half of the session's time, and soon enough that who waits for one can be told why each is of no use.
    private TimeSpan HandshakeTimeout => Max(Min(Timeout / 2, options.ConnectTimeout * (2.0 / 3)) / _candidates, ShortestHandshakeTimeout);

    private TimeSpan HeartbeatInterval => Timeout / 6;

    /// <summary>When <see cref="Advance"/> should be called at the latest.</summary>
    public TimeSpan NextDue
    {
        get
        {
            var due = Min(_deadlines.NextDue, GivingUp);
            if (_leaseRuns)
            {
                due = Min(due, Lease.Until);
            }

            if (_phase is Phase.Connecting or Phase.Handshaking or Phase.Attached && OldestUnanswered is { } oldest)
            {
                due = Min(due, oldest + AnswerTimeout);
            }

            if (_phase == Phase.Attached)
            {
                due = Min(due, NextHeartbeat);
                if (_inFlight.TryPeek(out var first) && !first.IsNudged)
                {
                    due = Min(due, first.SentAt + NudgeDelay);
                }
            }

            return due;
        }
    }

    private TimeSpan AnswerTimeout => _phase == Phase.Attached ? Timeout / 3 : HandshakeTimeout;

    private TimeSpan? OldestUnanswered
    {
        get
        {
            if (_phase is Phase.Connecting or Phase.Handshaking)
            {
                return _attemptStarted;
            }

            var operation = _inFlight.TryPeek(out var first) ? first.SentAt : TimeSpan.MaxValue;
            var oldest = Min(operation, _pingsSent.TryPeek(out var ping) ? ping : TimeSpan.MaxValue);
            return oldest == TimeSpan.MaxValue ? null : oldest;
        }
    }

    private TimeSpan NextHeartbeat
    {
        get
        {
            // While somebody waits for a lease, the next proof goes out as soon as it can count.
            return _leaseRequired && Lease.NextUsefulProof > _heartbeatSent ? Min(_heartbeatDue, Lease.NextUsefulProof) : _heartbeatDue;
        }
    }

    /// <summary>Does what is due.</summary>
    public void Advance()
    {
        var now = clock.Now;
        CheckLease(now);
        while (_deadlines.TryTakeDue(now, out var deadline))
        {
            deadline.OnDue();
        }

        if (GivingUp <= now)
        {
            GiveUpSession();
        }

        if (_phase is Phase.Connecting or Phase.Handshaking or Phase.Attached && OldestUnanswered is { } oldest && oldest + AnswerTimeout <= now)
        {
            Break(string.Create(CultureInfo.InvariantCulture, $"no answer for {AnswerTimeout.TotalSeconds:0.###} s"));
        }

        if (_phase != Phase.Attached)
        {
            return;
        }

        if (Lease.IsInDoubt)
        {
            RequireLease();
        }

        if (NextHeartbeat <= now)
        {
            SendHeartbeat();
        }

        if (_inFlight.TryPeek(out var first) && !first.IsNudged && first.SentAt + NudgeDelay <= now)
        {
            first.IsNudged = true;
            SendPing();
        }
    }

    private void SendHeartbeat()
    {
        _heartbeatSent = clock.Now;
        _heartbeatDue = Lease.BestProof(clock.Now + HeartbeatInterval, HeartbeatInterval / 2);
        if (listener.CreateHeartbeat() is { } heartbeat)
        {
            Send(heartbeat);
        }
        else
        {
            SendPing();
        }
    }

    private void SendPing()
    {
        _pingsSent.Enqueue(clock.Now);
        Output.BeginFrame();
        new RequestHeader(Xid.Ping, OpCode.Ping).Write(Output);
        Output.EndFrame();
    }

    // Tells the listener when the lease has begun or ended.
    private void CheckLease(TimeSpan now)
    {
        if (_leaseRuns && now >= Lease.Until)
        {
            _leaseRuns = false;
            listener.OnLeaseEnded();
        }

        if (!Lease.IsValid)
        {
            return;
        }

        _leaseRuns = true;
        if (_leaseRequired)
        {
            _leaseRequired = false;
            listener.OnLeaseGranted();
        }
    }

    private void GiveUpSession()
    {
        if (_phase != Phase.Detached)
        {
            Break("nobody has confirmed the session for longer than its time-out");
        }

        ExpireSession();
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
