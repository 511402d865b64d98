namespace ZkLockAttr.Locking.Queueing;

/// <summary>For whom a contender stands in the queues; all calls come under the session's gate.</summary>
internal interface IContenderOwner
{
    /// <summary>Whether to give up as soon as somebody is seen ahead.</summary>
    bool TriesOnce { get; }

    /// <summary>Somebody else is ahead, holds the lock or waits for it.</summary>
    void OnContentionSeen();

    /// <summary>The locks are ours: the contender is done, and leaves its claim.</summary>
    void OnGranted(Claim claim, Solitude? solitude);

    /// <summary>It cannot be: the contender is done.</summary>
    void OnRefused(Exception reason);
}
