namespace ZkLockAttr.Locking.Queueing;

/// <summary>One of our nodes in a queue. Owned by its <see cref="Claim"/>, under the session's gate.</summary>
/// <param name="parent">The lock's path.</param>
/// <param name="prefix">The name without its number.</param>
/// <param name="mark">Its kind.</param>
internal sealed class ClaimedNode(string parent, string prefix, QueueMark mark)
{
    public string Parent => parent;

    public string Prefix => prefix;

    public QueueMark Mark => mark;

    /// <summary>What is asked for: the server completes it by the number.</summary>
    public string Requested { get; } = $"{parent}/{prefix}";

    /// <summary>The whole path, once it is known.</summary>
    public string? Path { get; private set; }

    public string Name { get; private set; } = "";

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
        Name = path[(parent.Length + 1)..];
        Number = QueueNodeName.TryRead(Name, out var name) ? name.Number : throw new InvalidOperationException($"The server has named a queue node '{path}'.");
    }
}
