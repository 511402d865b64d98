using ZkLockAttr.Testing.Locks;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Testing;

public sealed partial class ZooKeeperTestServer
{
    /// <summary>The locks below <c>/locks</c>, the default of <see cref="DistributedLocksOptions.Root"/>.</summary>
    public ServerLocks Locks { get; }

    /// <summary>The locks below another root.</summary>
    /// <param name="root">The chroot of the connection string, if it has one, and <see cref="DistributedLocksOptions.Root"/>: <c>/shop/locks</c>.</param>
    /// <exception cref="ArgumentException">It is no node's path.</exception>
    public ServerLocks LocksAt(string root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return NodePath.IsValid(root) ? new ServerLocks(this, _gate, root) : throw new ArgumentException($"'{root}' is no node's path.", nameof(root));
    }

    /// <summary>Ends the session of these locks, as if its time were over: all that they hold is lost, and whoever waits stands at the end of the queue again.</summary>
    /// <param name="locks">Locks that are connected to this server: a <see cref="DistributedLocks"/>, or those of a host.</param>
    /// <exception cref="ArgumentException">They are neither.</exception>
    /// <exception cref="InvalidOperationException">They have no session here: they connect when the first lock is asked for.</exception>
    public void ExpireSessionOf(IDistributedLocks locks)
    {
        ArgumentNullException.ThrowIfNull(locks);
        var session = MachineSession.Of(locks);
        if (!Sessions.Contains(session))
        {
            throw new InvalidOperationException("These locks have no session with this server: they connect when the first lock is asked for.");
        }

        ExpireSession(session);
    }

    /// <summary>
    /// Stops all servers until the outage is disposed: connections are cut, new ones refused, and no session's time runs. Who asks for a lock
    /// meanwhile gets <see cref="LockUnavailableException"/> after <see cref="DistributedLocksOptions.ConnectTimeout"/>.
    /// </summary>
    public ServerOutage Outage()
    {
        var running = _gate.Read(core => Enumerable.Range(0, Endpoints.Count).Where(core.IsRunning).ToArray());
        foreach (var endpoint in running)
        {
            StopEndpoint(endpoint);
        }

        return new ServerOutage(running, Restart);
    }

    private void Restart(int endpoint)
    {
        if (!_loop.IsOver)
        {
            StartEndpoint(endpoint);
        }
    }
}
