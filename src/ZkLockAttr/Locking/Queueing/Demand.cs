namespace ZkLockAttr.Locking.Queueing;

/// <summary>What a caller asks for.</summary>
/// <param name="Wishes">The locks, each path once; one where it is no request for several.</param>
/// <param name="Options">What the caller can do without, or wants besides.</param>
/// <param name="Retain">How long to keep the lock after its release while nobody else wants it.</param>
/// <param name="HoldAtLeast">How long nobody else may have it, counted from the grant.</param>
internal readonly record struct Demand(Wish[] Wishes, LockOptions Options = LockOptions.None, TimeSpan Retain = default, TimeSpan HoldAtLeast = default)
{
    public bool IsJoint => Wishes.Length > 1;

    public string FirstPath => Wishes[0].Path;

    public QueueKind FirstKind => Wishes[0].Kind;

    public bool IsDowngradable => Options.HasFlag(LockOptions.Downgradable);

    /// <summary>Whether the lock may have been another caller's before, node and all.</summary>
    public bool AllowsHandOver => Options.HasFlag(LockOptions.HandOver) || Retain > TimeSpan.Zero;

    /// <summary>Whether its node can serve one caller after another, or readers together.</summary>
    public bool CanShareNode => !IsJoint && !IsDowngradable && AllowsHandOver;

    /// <summary>Whether one node can serve both.</summary>
    public bool CanShareNodeWith(in Demand other) => CanShareNode && other.CanShareNode && FirstKind == other.FirstKind;

    /// <summary>Whether nothing tells one from the other.</summary>
    public bool IsLike(in Demand other) =>
        Options == other.Options && Retain == other.Retain && HoldAtLeast == other.HoldAtLeast && Wishes.AsSpan().SequenceEqual(other.Wishes);

    /// <summary>The nodes that stand for it in the queues, in the order of their making.</summary>
    public ClaimedNode[] NewNodes(ulong owner, uint attempt)
    {
        var isRetained = Retain > TimeSpan.Zero;
        if (!IsJoint)
        {
            return Wishes[0].NewNodes(owner, attempt, IsDowngradable, isRetained);
        }

        List<ClaimedNode> nodes = [];
        foreach (var wish in Wishes)
        {
            nodes.AddRange(wish.NewNodes(owner, attempt, IsDowngradable, isRetained));
        }

        return [.. nodes];
    }

    /// <summary>The paths, for people.</summary>
    public string DescribePaths() => IsJoint ? string.Join(", ", Wishes.Select(wish => wish.Path)) : FirstPath;

    public static Demand ForOne(string path) => new([new Wish(path, new QueueKind(LockMode.Exclusive))]);
}
