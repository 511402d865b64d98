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

    // This flow, or the one that it repeats: its phase is the phase of both.
    private readonly LockFlow _origin;
    private volatile Phase _phase;

    private LockFlow(object locks, string path, LockFlow? outer, LockFlow? origin = null)
    {
        _locks = locks;
        _path = path;
        _outer = outer;
        _origin = origin ?? this;
    }

    private enum Phase
    {
        Asking,
        Holding,
        Over,
    }

    /// <summary>What was asked for last in this flow; null where nothing was.</summary>
    public static LockFlow? Innermost => Current.Value;

    /// <summary>Marks this flow as asking for the lock.</summary>
    /// <exception cref="LockRecursionException">The flow holds it already.</exception>
    public static LockFlow Enter(object locks, string path)
    {
        var outer = Living();
        for (var flow = outer; flow is not null; flow = flow._outer)
        {
            if (flow._origin._phase == Phase.Holding && flow._locks == locks && flow._path == path)
            {
                throw new LockRecursionException(
                    $"This flow holds the lock '{path}' already and would wait for itself for ever. Release it first, or move the shared work into a method without a lock that both call.");
            }
        }

        return Current.Value = new LockFlow(locks, path, outer);
    }

    /// <summary>Marks the calling flow as this one, which it has lost sight of, whatever it has asked for since.</summary>
    public void Reenter()
    {
        var outer = Living();
        for (var flow = outer; flow is not null; flow = flow._outer)
        {
            if (flow._origin == _origin)
            {
                return;
            }
        }

        // The usual case allocates nothing: nothing but what was there when the lock was taken.
        Current.Value = outer == _outer ? this : new LockFlow(_locks, _path, outer, _origin);
    }

    public void Hold() => _phase = Phase.Holding;

    public void End() => _phase = Phase.Over;

    private static LockFlow? Living()
    {
        var flow = Current.Value;
        while (flow is { _origin._phase: Phase.Over })
        {
            flow = flow._outer;
        }

        return flow;
    }
}
