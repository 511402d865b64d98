namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>Holds a session's gate until disposed.</summary>
internal readonly ref struct SessionScope
{
    private readonly IZooKeeperSession _session;

    public SessionScope(IZooKeeperSession session)
    {
        _session = session;
        session.Enter();
    }

    public void Dispose() => _session.Exit();
}
