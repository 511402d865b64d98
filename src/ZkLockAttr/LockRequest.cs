namespace ZkLockAttr;

/// <summary>What to ask for: one lock or several, in which mode, a place of a semaphore, and how to treat it.</summary>
/// <example>
/// <code>
/// new LockRequest("report", LockMode.Shared)
/// new LockRequest("accounts/1").And("accounts/2").And("rates", LockMode.Shared)
/// LockRequest.Semaphore("licences", 5)
/// </code>
/// </example>
public sealed class LockRequest
{
    // More checks or creates than this would make one request larger than a server takes.
    private const int MostNames = 128;

    private readonly LockTarget[] _targets;

    /// <summary>Asks for one lock.</summary>
    /// <param name="name">The lock's name below the root. A string converts to it.</param>
    /// <param name="mode">With whom it can be held.</param>
    /// <exception cref="ArgumentException">The name is <c>default</c>, or the mode is none.</exception>
    public LockRequest(LockName name, LockMode mode = LockMode.Exclusive)
        : this([LockTarget.Of(name, mode)])
    {
    }

    /// <summary>Asks for a place of a semaphore, as <see cref="Semaphore"/> does.</summary>
    /// <param name="name">The semaphore's name below the root.</param>
    /// <param name="maxCount">How many can hold it at the same time, at least 1: the same number wherever the name is used.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public LockRequest(LockName name, int maxCount)
        : this([LockTarget.OfSemaphore(name, maxCount)])
    {
    }

    private LockRequest(LockTarget[] targets) => _targets = targets;

    /// <summary>What the caller can do without, or wants besides.</summary>
    public LockOptions Options { get; init; }

    /// <summary>
    /// How long the lock is kept after its release while nobody else wants it, so that the next caller of this process gets it without the network.
    /// It is given up at once when somebody comes. For one name; the handle has no <see cref="LockHandle.FencingToken"/>. Default 0: not at all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan Retain { get; init => field = NotNegative(value, nameof(Retain)); }

    /// <summary>
    /// The lock is free only this long after it was taken, however soon it is released: the release itself returns at once. A process that ends
    /// waits for the rest when its <see cref="DistributedLocks"/> is disposed; one that dies does not. Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan HoldAtLeast { get; init => field = NotNegative(value, nameof(HoldAtLeast)); }

    internal ReadOnlySpan<LockTarget> Targets => _targets;

    /// <summary>Asks for a place of a semaphore.</summary>
    /// <param name="name">The semaphore's name below the root.</param>
    /// <param name="maxCount">How many can hold it at the same time, at least 1: the same number wherever the name is used.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static LockRequest Semaphore(LockName name, int maxCount) => new(name, maxCount);

    /// <summary>
    /// Asks for one more lock: all are taken together or none. No two such requests can wait for each other in a circle, whatever the order of their names.
    /// A name that is there already stays once, in the stronger mode.
    /// </summary>
    /// <returns>A new request; this one stays as it is.</returns>
    /// <exception cref="InvalidOperationException">This request is for a semaphore, retains its lock or is downgradable, or has 128 names.</exception>
    public LockRequest And(LockName name, LockMode mode = LockMode.Exclusive)
    {
        var target = LockTarget.Of(name, mode);
        if (_targets[0].MaxCount > 0 || Retain > TimeSpan.Zero || Options.HasFlag(LockOptions.Downgradable))
        {
            throw new InvalidOperationException(
                $"'{_targets[0].Name}' cannot be taken together with '{name}': a semaphore, a retained and a downgradable lock are taken alone.");
        }

        var same = Array.FindIndex(_targets, other => other.Name == name);
        LockTarget[] targets = [.. _targets];
        if (same < 0 && _targets.Length == MostNames)
        {
            throw new InvalidOperationException($"More than {MostNames} names in one request.");
        }

        if (same < 0)
        {
            targets = [.. targets, target];
        }
        else if (mode == LockMode.Exclusive)
        {
            targets[same] = target;
        }

        return new LockRequest(targets) { Options = Options, Retain = Retain, HoldAtLeast = HoldAtLeast };
    }

    /// <exception cref="ArgumentException">It asks for what cannot go together.</exception>
    internal void Validate(LockInterop interop)
    {
        var isOneLock = _targets is [{ MaxCount: 0 }];
        if (Retain > TimeSpan.Zero && !isOneLock)
        {
            throw new ArgumentException($"'{this}' cannot be retained: only one lock can, neither several nor a semaphore. Leave Retain out.");
        }

        if (!Options.HasFlag(LockOptions.Downgradable))
        {
            RefuseSharedIn(interop);
        }
        else if (!isOneLock || _targets[0].Mode != LockMode.Exclusive || Retain > TimeSpan.Zero || interop == LockInterop.Universal)
        {
            throw new ArgumentException(
                $"'{this}' cannot be downgradable: only one exclusive lock can, which is not retained, under LockInterop.Kazoo. Leave LockOptions.Downgradable out.");
        }
    }

    /// <summary>The names, as they are asked for.</summary>
    public override string ToString() => string.Join(", ", _targets);

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, "The time is negative.");

    private void RefuseSharedIn(LockInterop interop)
    {
        if (interop == LockInterop.Universal && Array.Exists(_targets, target => target is { Mode: LockMode.Shared, MaxCount: 0 }))
        {
            throw new ArgumentException($"'{this}': LockInterop.Universal has exclusive locks only. Ask for LockMode.Exclusive.");
        }
    }
}
