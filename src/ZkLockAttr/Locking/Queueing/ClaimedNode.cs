using ZkLockAttr.ZooKeeper;

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

    /// <summary>Whether it is known to have been created, and as what.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The whole path of a node that is known.</summary>
    public SequentialPath Path => new(requested, Number);

    /// <summary>Its number in the queue, once it is known.</summary>
    public int Number { get; private set; }

    /// <summary>Whether it was seen to be gone, or is to be left alone.</summary>
    public bool IsGone { get; set; }

    /// <summary>
    /// Whether the name has nothing of ours: then it is ours only together with the node before it in the claim, which was made in the same transaction,
    /// and is deleted only together with that.
    /// </summary>
    public bool IsNameless => mark == QueueMark.PlainLock;

    /// <summary>Whether this name of a child of the lock's path could be the node's: it is, but for the number, which only the server knows.</summary>
    public bool TryReadNumber(ReadOnlySpan<char> child, out int number)
    {
        number = 0;
        return child.StartsWith(Prefix) && SequentialPath.TryReadNumber(child[Prefix.Length..], out number);
    }

    /// <summary>Whether this name of a child of the lock's path is the node's.</summary>
    public bool IsNamed(ReadOnlySpan<char> child) => IsKnown && TryReadNumber(child, out var number) && number == Number;

    public void OnCreated(int number)
    {
        Number = number;
        IsKnown = true;
    }

    /// <summary>The node is gone, and another one is to be made in its place.</summary>
    public void Renew()
    {
        IsKnown = false;
        IsGone = false;
    }
}
