using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>
/// Until when the ensemble surely keeps our session, and with it our ephemeral nodes.
/// </summary>
/// <remarks>
/// <para>
/// An answer alone proves nothing: a server that is cut off from its leader answers pings itself, and its leader may have been deposed.
/// But a server hands the touches of its sessions to its leader at least every half tick, and a write is answered only when a quorum has it.
/// So an operation A, sent at s and answered at a, has kept the session alive until s + T once a quorum-committed operation B, sent at or after
/// a + d on the same connection, is answered. The handshake touches the session at the leader itself: for it any B behind it will do.
/// </para>
/// <para>
/// Remaining assumption: the leader's ping reaches our server less than d - tick/2 after it was due.
/// </para>
/// <para>Written under the session's gate; <see cref="IsValid"/> and <see cref="Until"/> may be read on any thread.</para>
/// </remarks>
internal sealed class SessionLease(SessionClock clock)
{
    // The session's own time-out is T; one hundredth is left for clocks that run at different speeds.
    private const double SureShare = 0.99;

    // Answers on the present connection that may count later, oldest first.
    private readonly List<Answer> _answers = [];

    private TimeSpan? _unprovenHandshake;
    private TimeSpan _sureTime;
    private TimeSpan _proofDelay;

    // Nothing that is still answered for this session counts any more.
    private bool _isOver;

    private long _untilTicks = long.MinValue;
    private long _latestProofTicks = long.MinValue;

    private readonly record struct Answer(TimeSpan Sent, TimeSpan Answered);

    /// <summary>The end of the lease on the session's clock.</summary>
    public TimeSpan Until => TimeSpan.FromTicks(Volatile.Read(ref _untilTicks));

    /// <summary>How long the lease lasts from now on; zero if it is over, or there was none.</summary>
    public TimeSpan Left
    {
        get
        {
            var (now, until) = (clock.Now, Until);
            return now < until ? until - now : TimeSpan.Zero;
        }
    }

    /// <summary>Whether the lease runs now. After a jump of the clock it does not until a quorum has answered again.</summary>
    public bool IsValid => clock.Now < Until && !IsInDoubt;

    /// <summary>Whether the clock has jumped and no quorum has answered since.</summary>
    public bool IsInDoubt => clock.LastJump > TimeSpan.FromTicks(Volatile.Read(ref _latestProofTicks));

    /// <summary>When a quorum-committed operation should be sent so that its answer gives a lease; MaxValue if an answer must come first.</summary>
    public TimeSpan NextUsefulProof => _unprovenHandshake ?? (_answers.Count > 0 ? _answers[0].Answered + _proofDelay : TimeSpan.MaxValue);

    /// <summary>When to send the next proof: a little later than planned, if one more answer counts by then.</summary>
    /// <remarks>
    /// Heartbeats come every d/2. One that goes out just before it can prove the last but one leaves that to the next: the lease is shorter by d/2
    /// all the time, and has not enough left to find out that a connection hangs and to make another.
    /// </remarks>
    public TimeSpan BestProof(TimeSpan planned, TimeSpan patience)
    {
        foreach (var answer in _answers)
        {
            if (answer.Answered + _proofDelay > planned)
            {
                return answer.Answered + _proofDelay <= planned + patience ? answer.Answered + _proofDelay : planned;
            }
        }

        return planned;
    }

    /// <summary>A new session, or one attached to a new connection.</summary>
    /// <param name="handshakeSent">When the handshake was sent.</param>
    /// <param name="isNewSession">False for a re-attachment: what the session has been granted still counts.</param>
    /// <param name="timeout">T, as negotiated now.</param>
    /// <param name="serverTick">The server's tick if it is not at most T/2.</param>
    public void OnAttached(TimeSpan handshakeSent, bool isNewSession, TimeSpan timeout, TimeSpan? serverTick)
    {
        _answers.Clear();
        _unprovenHandshake = handshakeSent;

        var isShorter = timeout * SureShare < _sureTime;
        _sureTime = timeout * SureShare;
        _proofDelay = ProofDelay(timeout, serverTick);
        if (isNewSession)
        {
            End();
            _isOver = false;
        }
        else if (isShorter && handshakeSent + _sureTime < Until)
        {
            Volatile.Write(ref _untilTicks, (handshakeSent + _sureTime).Ticks);
        }
    }

    /// <summary>Any operation was answered.</summary>
    public void OnAnswered(TimeSpan sent, TimeSpan answered)
    {
        // A few dozen answers in each d are enough: an older one in place of the newest only shortens the lease a little.
        if (_answers.Count == 0 || sent - _answers[^1].Sent >= _proofDelay / 32)
        {
            _answers.Add(new Answer(sent, answered));
            DropSuperseded(sent);
        }
    }

    /// <summary>A quorum-committed operation was answered.</summary>
    public void OnProven(TimeSpan sent)
    {
        Volatile.Write(ref _latestProofTicks, sent.Ticks);
        if (_unprovenHandshake is { } handshake)
        {
            Extend(handshake);
            _unprovenHandshake = null;
        }

        DropSuperseded(sent);
        if (_answers.Count > 0 && IsProvenBy(_answers[0], sent))
        {
            Extend(_answers[0].Sent);
        }
    }

    /// <summary>The session is over, or about to be closed.</summary>
    public void End()
    {
        _isOver = true;
        Volatile.Write(ref _untilTicks, long.MinValue);
    }

    private static TimeSpan ProofDelay(TimeSpan timeout, TimeSpan? serverTick)
    {
        // T/3 leaves T/12 behind half a tick of T/2, the longest that a server with default settings has; keep that margin for a longer one.
        var delay = timeout / 3;
        return serverTick is { } tick && (tick / 2) + (timeout / 12) > delay ? (tick / 2) + (timeout / 12) : delay;
    }

    private void Extend(TimeSpan sent)
    {
        if (!_isOver && sent + _sureTime > Until)
        {
            Volatile.Write(ref _untilTicks, (sent + _sureTime).Ticks);
        }
    }

    private bool IsProvenBy(Answer answer, TimeSpan proofSent) => answer.Answered + _proofDelay <= proofSent;

    // Keeps only the newest of the answers that an operation sent at that time proves. Answers come in the order of their requests: no later proof
    // was sent earlier.
    private void DropSuperseded(TimeSpan proofSent)
    {
        var superseded = 0;
        while (superseded + 1 < _answers.Count && IsProvenBy(_answers[superseded + 1], proofSent))
        {
            superseded++;
        }

        _answers.RemoveRange(0, superseded);
    }
}
