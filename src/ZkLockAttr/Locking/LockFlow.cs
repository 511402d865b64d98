using ZkLockAttr.Locking.Queueing;

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
    private readonly Wish[] _wishes;

    // This flow, or the one that it repeats: its phase is the phase of both.
    private readonly LockFlow _origin;
    private volatile Phase _phase;

    // Use Outer. Written on any thread: whatever is written is right, since what is over stays over.
    private volatile LockFlow? _outer;

    private LockFlow(object locks, Wish[] wishes, LockFlow? outer, LockFlow? origin = null)
    {
        _locks = locks;
        _wishes = wishes;
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

    /// <summary>Whether, at this moment, the flow holds another lock round this one.</summary>
    public bool IsNested
    {
        get
        {
            for (var flow = Outer; flow is not null; flow = flow.Outer)
            {
                if (flow._origin._phase == Phase.Holding && flow._locks == _locks)
                {
                    return true;
                }
            }

            return false;
        }
    }

    // The next one round this that is not over. The others are dropped: whoever takes each lock before he lets the last one go would keep them all.
    private LockFlow? Outer
    {
        get
        {
            var outer = _outer;
            while (outer is { _origin._phase: Phase.Over })
            {
                outer = outer._outer;
            }

            return _outer = outer;
        }
    }

    /// <summary>Marks this flow as asking for the locks.</summary>
    /// <exception cref="LockRecursionException">The flow holds one of them already.</exception>
    public static LockFlow Enter(object locks, Wish[] wishes)
    {
        var outer = Living();
        for (var flow = outer; flow is not null; flow = flow.Outer)
        {
            if (flow._origin._phase == Phase.Holding && flow._locks == locks)
            {
                ThrowIfHeld(flow._wishes, wishes);
            }
        }

        return Current.Value = new LockFlow(locks, wishes, outer);
    }

    /// <summary>Marks the calling flow as this one, which it has lost sight of, whatever it has asked for since.</summary>
    public void Reenter()
    {
        var outer = Living();
        for (var flow = outer; flow is not null; flow = flow.Outer)
        {
            if (flow._origin == _origin)
            {
                return;
            }
        }

        // The usual case allocates nothing: nothing but what was there when the lock was taken.
        Current.Value = outer == Outer ? this : new LockFlow(_locks, _wishes, outer, _origin);
    }

    public void Hold() => _phase = Phase.Holding;

    public void End() => _phase = Phase.Over;

    private static void ThrowIfHeld(Wish[] held, Wish[] wanted)
    {
        foreach (var wish in wanted)
        {
            foreach (var own in held)
            {
                if (own.Path == wish.Path)
                {
                    throw new LockRecursionException(Explain(own, wish));
                }
            }
        }
    }

    private static string Explain(Wish own, Wish wish) => !own.Kind.IsExclusive && wish.Kind.IsExclusive
        ? $"This flow holds the lock '{wish.Path}' as a shared one, which cannot be made exclusive: two who tried would wait for each other for ever. Release it first, or take the exclusive lock from the beginning."
        : $"This flow holds the lock '{wish.Path}' already and would wait for itself for ever. Release it first, or move the shared work into a method without a lock that both call.";

    private static LockFlow? Living() => Current.Value is { _origin._phase: Phase.Over } over ? over.Outer : Current.Value;
}
