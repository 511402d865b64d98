using System.Diagnostics;
using ZkLockAttr.Testing.Locks;
using ZkLockAttr.Testing.Network;

namespace ZkLockAttr.Testing;

/// <summary>The locks that a <see cref="ZooKeeperTestServer"/> keeps below one root, in the words of a test: who holds them, and what is to happen to them.</summary>
/// <remarks>
/// Everything is seen as the ensemble sees it: whoever stands first in a lock's queue holds it, also while his process has not heard of it yet, and also while it is
/// only kept (see <see cref="DistributedLockAttribute.Retain"/>). Callers of one <see cref="DistributedLocks"/> queue inside their process: of those that wait there
/// the server sees one at most. Give each "machine" of a test locks of its own.
/// </remarks>
public sealed partial class ServerLocks
{
    private readonly ZooKeeperTestServer _server;
    private readonly ServerGate _gate;

    internal ServerLocks(ZooKeeperTestServer server, ServerGate gate, string root)
    {
        _server = server;
        _gate = gate;
        Root = root;
    }

    /// <summary>The node below which these locks are, with the chroot: what <see cref="DistributedLocksOptions.Root"/> says.</summary>
    public string Root { get; }

    /// <summary>Who holds the lock and who waits for it, in the order of the queue.</summary>
    /// <param name="name">The lock's name below the root.</param>
    public IReadOnlyList<LockContender> GetContenders(LockName name)
    {
        var path = PathOf(name);
        return _gate.Read(core => QueueReader.Read(core.State.Tree, path));
    }

    /// <summary>Whether somebody holds the lock.</summary>
    /// <param name="name">The lock's name below the root.</param>
    public bool IsHeld(LockName name) => GetContenders(name).Any(contender => contender.IsHolder);

    /// <summary>Somebody holds the lock.</summary>
    /// <param name="name">The lock's name below the root.</param>
    /// <param name="by">Who: a <see cref="DistributedLocks"/>, or those of a host, on whatever thread; null for anybody.</param>
    /// <exception cref="ArgumentException">They are neither.</exception>
    /// <exception cref="LockAssertionException">It is not so.</exception>
    [StackTraceHidden]
    public void AssertHeld(LockName name, IDistributedLocks? by = null)
    {
        var contenders = GetContenders(name);
        long? session = by is null ? null : MachineSession.Of(by);
        if (!contenders.Any(contender => contender.IsHolder && (session is null || contender.SessionId == session)))
        {
            var expected = session is null ? "" : $" by session 0x{session:x}";
            var others = contenders.Count > 0 ? "" : DescribeOthers();
            throw new LockAssertionException($"The lock '{name}' is not held{expected}.{QueueWords.Of(contenders)}{others}");
        }
    }

    /// <summary>Nobody holds the lock, and nobody waits for it.</summary>
    /// <remarks>A caller whose time ran out leaves the queue in the background, and may be there still: <see cref="WaitUntilFreeAsync"/> has patience.</remarks>
    /// <param name="name">The lock's name below the root.</param>
    /// <exception cref="LockAssertionException">It is not so.</exception>
    [StackTraceHidden]
    public void AssertFree(LockName name)
    {
        var contenders = GetContenders(name);
        if (contenders.Count > 0)
        {
            throw new LockAssertionException($"The lock '{name}' is not free.{QueueWords.Of(contenders)}");
        }
    }

    /// <summary>Nobody holds any lock below the root or waits for one.</summary>
    /// <remarks>A caller whose time ran out leaves its queue in the background, and may be there still: <see cref="WaitUntilAllFreeAsync"/> has patience.</remarks>
    /// <exception cref="LockAssertionException">It is not so.</exception>
    [StackTraceHidden]
    public void AssertAllFree()
    {
        var taken = Taken();
        if (taken.Count > 0)
        {
            throw new LockAssertionException(string.Join('\n', taken.Select(queue => $"The lock '{queue.Name}' is not free.{QueueWords.Of(queue.Contenders)}")));
        }
    }

    private string DescribeOthers()
    {
        var names = Taken().ConvertAll(queue => $"'{queue.Name}'");
        return names.Count == 0 ? $" No lock is taken below '{Root}'." : $" Taken below '{Root}': {string.Join(", ", names)}.";
    }

    private List<(string Name, IReadOnlyList<LockContender> Contenders)> Taken() => _gate.Read(core =>
        QueueReader.PathsBelow(core.State.Tree, Root)
            .Select(path => (path[Root.Length..].TrimStart('/'), QueueReader.Read(core.State.Tree, path)))
            .ToList());

    private string PathOf(LockName name) => Root == "/" ? "/" + name : $"{Root}/{name}";
}
