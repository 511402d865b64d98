using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>A read that may leave a watch behind.</summary>
internal abstract class WatchingOperation(IOperationOwner owner, string path, Watcher? watcher) : Operation(owner)
{
    public override string Path => path;

    public Watcher? Watcher => watcher;

    internal abstract WatchKind WatchKind { get; }

    /// <summary>Whether the answer that is here now has set the watch.</summary>
    internal virtual bool HasSetWatch => watcher is not null && Error == ZooKeeperError.Ok;

    internal override void WriteBody(FrameWriter writer) => new PathWatch(path, watcher is not null).Write(writer);
}
