namespace ZkLockAttr.Tool.Diagnosing;

/// <summary>Versions of ZooKeeper that are known for something that locks suffer from.</summary>
internal static class KnownDefects
{
    private static readonly (Func<Version, bool> Has, Finding Finding)[] All =
    [
        (version => version < new Version(3, 5),
            Finding.Problem("older than 3.5: it has no containers, which the nodes above locks are. Upgrade.")),
        (version => IsFrom(version, 3, 6, 0, 3) || IsFrom(version, 3, 7, 0, 1) || IsFrom(version, 3, 8, 0, 0),
            Finding.Warning("ZOOKEEPER-4537: a request can wait until another one comes. ZkLockAttr sends a ping then; other clients wait. Upgrade to 3.6.4, 3.7.2 or 3.8.1.")),
        (version => (version >= new Version(3, 4) && version < new Version(3, 8, 5)) || IsFrom(version, 3, 9, 0, 2),
            Finding.Note(
                "any client that sends a 'check' outside of a transaction leaves a log that no server can read again (ZOOKEEPER-2623). ZkLockAttr never does. Upgrade to 3.8.5 or 3.9.3.")),
        (version => version < new Version(3, 8, 4) || IsFrom(version, 3, 9, 0, 1),
            Finding.Note("CVE-2024-23944: watches tell of nodes that their owner may not read. Upgrade to 3.8.4 or 3.9.2.")),
    ];

    public static IEnumerable<Finding> Of(Version version) => All.Where(defect => defect.Has(version)).Select(defect => defect.Finding);

    private static bool IsFrom(Version version, int major, int minor, int first, int last) =>
        version.Major == major && version.Minor == minor && version.Build >= first && version.Build <= last;
}
