namespace ZkLockAttr.Locking.Queueing;

/// <summary>Who waits for the end of a claim; called under the session's gate.</summary>
internal interface IReleaseListener
{
    /// <summary>The nodes are gone, or are seen to in the background.</summary>
    void OnReleased();
}
