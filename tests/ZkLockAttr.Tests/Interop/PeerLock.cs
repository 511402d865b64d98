using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Interop;

/// <summary>A lock object of another client.</summary>
public sealed class PeerLock
{
    private readonly Func<bool, Task<bool>> _acquire;

    private PeerLock(Func<bool, Task<bool>> acquire, Func<Task> release)
    {
        _acquire = acquire;
        ReleaseAsync = release;
    }

    /// <summary>Lets go of it.</summary>
    public Func<Task> ReleaseAsync { get; }

    public static PeerLock Of(KazooLock kazoo) => new(waits => kazoo.AcquireAsync(waits), kazoo.ReleaseAsync);

    public static PeerLock Of(CuratorLock curator) => new(waits => curator.AcquireAsync(waits ? null : TimeSpan.Zero), curator.ReleaseAsync);

    /// <summary>Tries once.</summary>
    public Task<bool> TryAsync() => _acquire(false);

    /// <summary>Waits for it.</summary>
    public Task<bool> AcquireAsync() => _acquire(true);
}
