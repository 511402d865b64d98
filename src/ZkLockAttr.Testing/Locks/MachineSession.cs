using ZkLockAttr.Hosting.Lifetime;

namespace ZkLockAttr.Testing.Locks;

/// <summary>Finds the session of a test's "machine": of locks made by hand, or of those that a host gives out.</summary>
internal static class MachineSession
{
    public static long Of(IDistributedLocks locks) => locks switch
    {
        DistributedLocks made => made.SessionId,
        HostedLocks hosted => hosted.SessionId,
        _ => throw new ArgumentException(
            $"Locks of the type {locks.GetType()} have no session that is known here: give a DistributedLocks, or the IDistributedLocks of a host.", nameof(locks)),
    };
}
