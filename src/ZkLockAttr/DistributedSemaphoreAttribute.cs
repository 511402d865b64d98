namespace ZkLockAttr;

/// <summary>
/// Runs a partial method in a place of a distributed semaphore: at most <paramref name="maxCount"/> callers per name in the whole fleet.
/// The generated half of the method takes a place, calls the body (the method's name + <c>Core</c>) and gives the place back.
/// </summary>
/// <param name="name">The semaphore's name below the root, with placeholders as those of <see cref="DistributedLockAttribute"/>.</param>
/// <param name="maxCount">How many can hold it at the same time, at least 1: the same number wherever the name is used.</param>
/// <example>
/// <code>
/// [DistributedSemaphore("licences/{product}", 5, Timeout = "1m")]
/// public partial Task RenderAsync(string product, CancellationToken cancellationToken = default);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class DistributedSemaphoreAttribute(string name, int maxCount) : Attribute
{
    /// <summary>The semaphore's name with its placeholders.</summary>
    public string Name { get; } = name;

    /// <summary>How many can hold it at the same time.</summary>
    public int MaxCount { get; } = maxCount;

    /// <inheritdoc cref="DistributedLockAttribute.Timeout"/>
    public string? Timeout { get; set; }

    /// <summary>What happens when <see cref="Timeout"/> runs out while others have all places.</summary>
    public OnTimeout OnTimeout { get; set; }

    /// <summary>
    /// The method that is called instead, without a place, when <see cref="Timeout"/> runs out while others have all places: as <c>nameof(...)</c>,
    /// with the signature of the marked method. Not together with <see cref="OnTimeout.Skip"/>.
    /// An outage still throws <see cref="LockUnavailableException"/>.
    /// </summary>
    public string? Fallback { get; set; }

    /// <summary>The method that runs in the place, as <c>nameof(...)</c>; without it the method's name + <c>Core</c>.</summary>
    public string? Body { get; set; }

    /// <inheritdoc cref="DistributedLockAttribute.Provider"/>
    public string? Provider { get; set; }

    /// <summary>
    /// The place is free only this long after it was taken, written as <see cref="Timeout"/>, however soon the body ends: the call itself returns at
    /// once. A process that ends waits for the rest when its <see cref="DistributedLocks"/> is disposed; one that dies does not.
    /// </summary>
    public string? HoldAtLeast { get; set; }
}
