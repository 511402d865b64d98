using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Locking;

/// <summary>Who decides what becomes of a hold; all calls come under the session's gate.</summary>
internal interface IHoldOwner
{
    /// <summary>Nobody uses it any more.</summary>
    /// <returns>Nodes that were given up for it: when they are gone, whoever comes next can have it. Null where they go on to the next, or stay.</returns>
    Claim? OnFree(Hold hold);

    /// <summary>It is kept for nobody, and in somebody's way.</summary>
    void OnUnwanted(Hold hold);

    /// <summary>It excludes readers no longer.</summary>
    void OnDowngraded(Hold hold);

    /// <summary>It is known now whether somebody else is in the queue.</summary>
    void OnLooked(Hold hold);

    /// <summary>It is lost, and over.</summary>
    void OnLost(Hold hold);
}
