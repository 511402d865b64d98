namespace ZkLockAttr.Locking;

/// <summary>
/// What the calling flow (a method and what it awaits) asks for or holds: so that a flow that asks again for a lock it holds is told so,
/// instead of waiting for itself for ever.
/// </summary>
/// <remarks>
/// It is set in the flow by a method that is not async, since an async method's changes are gone for its caller; so it cannot be taken out of
/// the flow again by the release, which marks it as over instead.
/// </remarks>
internal sealed class LockFlow
{
    private static readonly AsyncLocal<LockFlow?> Current = new();

    private readonly object _locks;
    private readonly string _path;
    private readonly LockFlow? _outer;
    private volatile Phase _phase;

    private LockFlow(object locks, string path, LockFlow? outer)
    {
        _locks = locks;
        _path = path;
        _outer = outer;
    }

    private enum Phase
    {
        Asking,
        Holding,
        Over,
    }

    /// <summary>Marks this flow as asking for the lock.</summary>
    /// <exception cref="LockRecursionException">The flow holds it already.</exception>
    public static LockFlow Enter(object locks, string path)
    {
        var outer = Current.Value;
        while (outer is { _phase: Phase.Over })
        {
            outer = outer._outer;
        }

        for (var flow = outer; flow is not null; flow = flow._outer)
        {
            if (flow._phase == Phase.Holding && flow._locks == locks && flow._path == path)
            {
                throw new LockRecursionException(
                    $"This flow holds the lock '{path}' already and would wait for itself for ever. Release it first, or move the shared work into a method without a lock that both call.");
            }
        }

        return Current.Value = new LockFlow(locks, path, outer);
    }

    public void Hold() => _phase = Phase.Holding;

    public void End() => _phase = Phase.Over;
}
