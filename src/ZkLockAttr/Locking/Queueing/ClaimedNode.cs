namespace ZkLockAttr.Locking.Queueing;

/// <summary>One of our nodes in a queue. Owned by its <see cref="Claim"/>, under the session's gate.</summary>
/// <param name="parent">The lock's path.</param>
/// <param name="requested">The path without its number: the server completes it.</param>
/// <param name="mark">Its kind.</param>
internal sealed class ClaimedNode(string parent, string requested, QueueMark mark)
{
    public string Parent => parent;

    public string Requested => requested;

    /// <summary>The name without its number.</summary>
    public ReadOnlySpan<char> Prefix => requested.AsSpan(parent.Length + 1);

    /// <summary>The whole path, once it is known.</summary>
    public string? Path { get; private set; }

    /// <summary>The name; empty until it is known.</summary>
    public ReadOnlySpan<char> Name => Path is null ? default : Path.AsSpan(parent.Length + 1);

    public int Number { get; private set; }

    /// <summary>Whether it was seen to be gone, or is to be left alone.</summary>
    public bool IsGone { get; set; }

    /// <summary>
    /// Whether the name has nothing of ours: then it is ours only together with the node before it in the claim, which was made in the same transaction,
    /// and is deleted only together with that.
    /// </summary>
    public bool IsNameless => mark == QueueMark.PlainLock;

    public void OnCreated(string path)
    {
        Path = path;
        Number = QueueNodeName.TryRead(Name, out var name) ? name.Number : throw new InvalidOperationException($"The server has named a queue node '{path}'.");
    }
}
