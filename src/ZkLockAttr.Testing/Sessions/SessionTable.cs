using System.Diagnostics.CodeAnalysis;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Sessions;

/// <summary>The living sessions, and when they end. Expiry is rounded up to the next tick, so that sessions share few buckets and none ends early.</summary>
internal sealed class SessionTable
{
    private readonly ServerSettings _settings;
    private readonly Dictionary<long, ServerSession> _sessions = [];
    private readonly SortedDictionary<long, HashSet<ServerSession>> _buckets = [];
    private readonly long[] _nextIds;

    public SessionTable(ServerSettings settings, ServerTime start)
    {
        _settings = settings;

        // As the real server: its number in the top byte, then 40 bits of time, then a counter.
        _nextIds = [.. Enumerable.Range(1, settings.Endpoints).Select(server => ((long)server << 56) | (long)((ulong)(start.UnixMilliseconds << 24) >> 8))];
    }

    public IReadOnlyCollection<ServerSession> Living => _sessions.Values;

    /// <summary>When the next session ends, on the elapsed clock.</summary>
    public long? NextExpiry
    {
        get
        {
            foreach (var bucket in _buckets)
            {
                return bucket.Key;
            }

            return null;
        }
    }

    public ServerSession Open(int endpoint, int timeout, long now)
    {
        var session = new ServerSession(_nextIds[endpoint]++, endpoint) { Timeout = timeout };
        _sessions.Add(session.Id, session);
        Schedule(session, now);
        return session;
    }

    /// <summary>A session that only a read-only server knows, for as long as its connection lives.</summary>
    public ServerSession OpenLocal(int endpoint) => new(_nextIds[endpoint]++, endpoint) { IsLocal = true };

    public bool TryFind(long id, [NotNullWhen(true)] out ServerSession? session) => _sessions.TryGetValue(id, out session);

    /// <summary>Any request keeps its session alive.</summary>
    public void Touch(ServerSession session, long now)
    {
        // To an earlier time too: a re-attachment may have asked for less.
        if (session is { IsOver: false, IsLocal: false } && ExpiryFrom(now, session.Timeout) != session.Expiry)
        {
            Unschedule(session);
            Schedule(session, now);
        }
    }

    /// <summary>A session that is due, if any.</summary>
    public ServerSession? FirstDue(long now)
    {
        foreach (var (expiry, sessions) in _buckets)
        {
            return expiry <= now ? sessions.MinBy(session => session.Id) : null;
        }

        return null;
    }

    public void Remove(ServerSession session)
    {
        session.IsOver = true;
        Unschedule(session);
        _sessions.Remove(session.Id);
    }

    public int Negotiate(int wanted) => Math.Clamp(wanted, _settings.MinSessionTimeout, _settings.MaxSessionTimeout);

    private long ExpiryFrom(long now, int timeout) => ((now + timeout) / _settings.TickTime * _settings.TickTime) + _settings.TickTime;

    private void Schedule(ServerSession session, long now)
    {
        session.Expiry = ExpiryFrom(now, session.Timeout);
        if (!_buckets.TryGetValue(session.Expiry, out var bucket))
        {
            _buckets[session.Expiry] = bucket = [];
        }

        bucket.Add(session);
    }

    private void Unschedule(ServerSession session)
    {
        if (_buckets.TryGetValue(session.Expiry, out var bucket) && bucket.Remove(session) && bucket.Count == 0)
        {
            _buckets.Remove(session.Expiry);
        }
    }
}
