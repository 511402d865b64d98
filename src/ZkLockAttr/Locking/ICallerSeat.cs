namespace ZkLockAttr.Locking;

/// <summary>Where a caller waits; all calls come under the session's gate.</summary>
internal interface ICallerSeat
{
    /// <summary>Whether, since that time, somebody else was seen to hold the lock or to be ahead.</summary>
    bool HasSeenContentionSince(TimeSpan time);

    /// <summary>What is known of who has the lock, for people; null if nobody can be named.</summary>
    string? DescribeHolder();

    /// <summary>The first node of the queue that keeps the caller waiting, where it is not known yet who that is.</summary>
    string? UnknownHolder { get; }

    /// <summary>The caller waits no longer.</summary>
    void OnLeft(Caller caller);
}
