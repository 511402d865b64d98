namespace ZkLockAttr.Testing.Watches;

/// <summary>What a watch looks at. A connection has at most one of each kind on a path.</summary>
internal enum WatchKind
{
    /// <summary>The node itself: set by exists and getData.</summary>
    Data,

    /// <summary>Its children: set by getChildren.</summary>
    Child,
}
