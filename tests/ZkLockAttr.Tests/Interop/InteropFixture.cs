using System.Globalization;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Interop;

/// <summary>One real ZooKeeper with all clients for all cells; each cell has a path of its own.</summary>
public sealed class InteropFixture : IAsyncLifetime
{
    private int _lastPath;

    public RealZooKeeper Server { get; private set; } = null!;

    public KazooClient Kazoo { get; private set; } = null!;

    public CuratorClient Curator { get; private set; } = null!;

    /// <summary>A session of the test's own, to look and to make nodes by hand.</summary>
    public ZooKeeperClient Observer { get; private set; } = null!;

    private static bool CanRun => RealZooKeeper.Availability.SkipReason is null && KazooClient.Availability.SkipReason is null && CuratorClient.Availability.SkipReason is null;

    public async Task InitializeAsync()
    {
        if (!CanRun)
        {
            return; // all tests are skipped
        }

        Server = await RealZooKeeper.LaunchAsync();
        Kazoo = await KazooClient.StartAsync(Server.ConnectionString);
        Curator = await CuratorClient.StartAsync(Server.ConnectionString);
        Observer = new ZooKeeperClient(Server.ConnectionString);
        await Observer.CreateAsync("/locks", null, CreateMode.Persistent);
    }

    public async Task DisposeAsync()
    {
        if (!CanRun)
        {
            return;
        }

        await Observer.DisposeAsync();
        await Curator.DisposeAsync();
        await Kazoo.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>A lock's name that nobody has used. Its parent stays: kazoo remembers that it is there.</summary>
    public async Task<string> NewNameAsync()
    {
        var name = Interlocked.Increment(ref _lastPath).ToString(CultureInfo.InvariantCulture);
        await Observer.CreateAsync($"/locks/{name}", null, CreateMode.Persistent);
        return name;
    }

    /// <summary>Another process of ours.</summary>
    public DistributedLocks NewLocks(OurLock ours) => new(Server.ConnectionString, new DistributedLocksOptions
    {
        PersistentParents = true,
        Interop = ours == OurLock.Universal ? LockInterop.Universal : LockInterop.Kazoo,
    });

    /// <summary>A lock object of theirs.</summary>
    public async Task<PeerLock> NewPeerLockAsync(Peer theirs, string path) => theirs switch
    {
        Peer.KazooLock => PeerLock.Of(await Kazoo.MakeLockAsync(path)),
        Peer.KazooReadLock => PeerLock.Of(await Kazoo.MakeLockAsync(path, KazooLockKind.ReadLock)),
        Peer.KazooWriteLock => PeerLock.Of(await Kazoo.MakeLockAsync(path, KazooLockKind.WriteLock)),
        Peer.CuratorMutex => PeerLock.Of(await Curator.MakeLockAsync(path)),
        Peer.CuratorReadLock => PeerLock.Of(await Curator.MakeLockAsync(path, CuratorLockKind.ReadLock)),
        _ => PeerLock.Of(await Curator.MakeLockAsync(path, CuratorLockKind.WriteLock)),
    };
}
