namespace ZkLockAttr;

/// <summary>
/// Runs a partial method under a distributed lock: at most one caller per lock name in the whole fleet.
/// The generated half of the method takes the lock, calls the body (the method's name + <c>Core</c>) and releases the lock.
/// </summary>
/// <param name="names">
/// The lock's name below the root, for example <c>"orders/{order.Id}"</c>. Placeholders name the method's parameters, their readable members,
/// or members of this object as <c>{this.Member}</c>; <c>{{</c> and <c>}}</c> stand for braces.
/// Values are written with the invariant culture and escaped, so that different values never give one lock.
/// Several names are several locks, which are taken together or not at all. No two such calls can wait for each other in a circle, whatever the order
/// of their names. At most 128.
/// </param>
/// <example>
/// <code>
/// [DistributedLock("orders/{order.Id}", Timeout = "5s")]
/// public partial Task&lt;Receipt&gt; PlaceAsync(Order order, CancellationToken cancellationToken = default);
///
/// private Task&lt;Receipt&gt; PlaceAsyncCore(Order order, CancellationToken cancellationToken) => ...
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class DistributedLockAttribute(params string[] names) : Attribute
{
    /// <summary>The names of the locks with their placeholders; mostly one.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>With whom the lock, or each of the locks, can be held at the same time: with nobody, or with other shared holders.</summary>
    public LockMode Mode { get; set; }

    /// <summary>
    /// How long to wait for the lock: an integer and <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>, as in <c>"250ms"</c>; <c>"0s"</c> tries once.
    /// Without it the method waits until it is cancelled.
    /// </summary>
    public string? Timeout { get; set; }

    /// <summary>What happens when <see cref="Timeout"/> runs out while somebody else has the lock.</summary>
    public OnTimeout OnTimeout { get; set; }

    /// <summary>
    /// The method that is called instead, without the lock, when <see cref="Timeout"/> runs out while somebody else has the lock: as
    /// <c>nameof(...)</c>, with the signature of the marked method. Not together with <see cref="OnTimeout.Skip"/>.
    /// An outage still throws <see cref="LockUnavailableException"/>.
    /// </summary>
    public string? Fallback { get; set; }

    /// <summary>The method that runs under the lock, as <c>nameof(...)</c>; without it the method's name + <c>Core</c>.</summary>
    public string? Body { get; set; }

    /// <summary>
    /// The member or parameter of type <see cref="IDistributedLocks"/> that gives the lock, as <c>nameof(...)</c>, where there are several.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>
    /// How long the lock is kept after its release while nobody else wants it, written as <see cref="Timeout"/>: the next call in this process then
    /// needs no network. It is given up at once when somebody comes. For one name, and a body that takes no <see cref="LockHandle"/>. Without it not at all.
    /// </summary>
    public string? Retain { get; set; }

    /// <summary>
    /// The lock is free only this long after it was taken, written as <see cref="Timeout"/>, however soon the body ends: the call itself returns at once.
    /// A process that ends waits for the rest when its <see cref="DistributedLocks"/> is disposed; one that dies does not.
    /// </summary>
    public string? HoldAtLeast { get; set; }
}
