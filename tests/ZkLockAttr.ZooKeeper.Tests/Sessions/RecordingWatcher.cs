using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>Keeps the events that it was told.</summary>
internal sealed class RecordingWatcher : Watcher
{
    public List<WatchEvent> Events { get; } = [];

    public override void OnEvent(WatchEvent happened) => Events.Add(happened);
}
