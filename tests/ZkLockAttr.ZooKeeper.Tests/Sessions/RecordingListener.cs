using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>Keeps what a session told, in order.</summary>
internal sealed class RecordingListener : ISessionListener
{
    private readonly List<string> _told = [];

    /// <summary>What the next heartbeats are; none makes pings.</summary>
    public Func<Operation?> Heartbeat { get; set; } = () => null;

    /// <summary>What was told since this was last asked.</summary>
    public string[] TakeTold()
    {
        string[] told = [.. _told];
        _told.Clear();
        return told;
    }

    public void OnAttached(bool isNewSession) => _told.Add(isNewSession ? "attached, new" : "attached");

    /// <summary>How often a connection was found to be of use. Not among what was told: it comes with the first answer of each connection.</summary>
    public int Served { get; private set; }

    public void OnServed() => Served++;

    public void OnDetached() => _told.Add("detached");

    public void OnSessionExpired() => _told.Add("expired");

    public void OnLeaseEnded() => _told.Add("lease ended");

    public void OnLeaseGranted() => _told.Add("lease granted");

    public Operation? CreateHeartbeat() => Heartbeat();
}
