using ZkLockAttr.Naming;

namespace ZkLockAttr;

/// <summary>
/// A lock's name: the path below the root, escaped so that it is a valid ZooKeeper path. A string converts to it.
/// </summary>
/// <remarks>
/// <c>%</c> is written as <c>%25</c>, and a segment that would look like a contender's node in a queue has its last digit escaped. Other text
/// stays as it is, so that <c>orders/42</c> is <c>/locks/orders/42</c>.
/// </remarks>
public readonly struct LockName : IEquatable<LockName>
{
    private readonly string? _text;

    internal LockName(string escapedText, string? template = null)
    {
        _text = escapedText;
        Template = template;
    }

    // What stands for all names of the kind in metrics; no part of the name's identity.
    internal string? Template { get; }

    /// <summary>Reads a name.</summary>
    /// <param name="name">Segments parted by <c>/</c>, without one at the beginning or the end: <c>orders/42</c>. With root and escapes, a
    /// lock's path has at most 4096 bytes of UTF-8.</param>
    /// <exception cref="ArgumentException">The name cannot be a ZooKeeper path; the message names the offending part.</exception>
    public static LockName FromString(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var builder = new LockNameBuilder(name.Length);
        builder.AppendLiteral(name);
        return new LockName(builder.Finish(name));
    }

    /// <inheritdoc cref="FromString"/>
    public static implicit operator LockName(string name) => FromString(name);

    /// <summary>
    /// The same name, which telemetry tells of as one of many: <c>LockName.FromString($"orders/{id}").As("orders/{id}")</c>. Generated methods do so with the
    /// name that stands in their attribute.
    /// </summary>
    /// <param name="template">What is the same for all names of the kind: a time series is kept for each.</param>
    public LockName As(string template)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        return new LockName(ToString(), template);
    }

    /// <summary>The escaped name.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, no name.</exception>
    public override string ToString() => _text ?? throw new InvalidOperationException("default(LockName) is no name: give the lock a name.");

    /// <inheritdoc/>
    public bool Equals(LockName other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LockName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether both are the same lock.</summary>
    public static bool operator ==(LockName left, LockName right) => left.Equals(right);

    /// <summary>Whether they are different locks.</summary>
    public static bool operator !=(LockName left, LockName right) => !left.Equals(right);
}
