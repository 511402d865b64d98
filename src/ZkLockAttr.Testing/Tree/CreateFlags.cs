using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Testing.Tree;

/// <summary>What a create's flags say: those of <see cref="CreateMode"/>, and two kinds with a time to live.</summary>
internal static class CreateFlags
{
    private const int Ttl = 5;
    private const int SequentialTtl = 6;

    public static bool IsValid(int flags) => flags is >= (int)CreateMode.Persistent and <= SequentialTtl;

    public static bool IsSequential(int flags) => flags is (int)CreateMode.PersistentSequential or (int)CreateMode.EphemeralSequential or SequentialTtl;

    public static bool IsEphemeral(int flags) => flags is (int)CreateMode.Ephemeral or (int)CreateMode.EphemeralSequential;

    public static bool CanExpire(int flags) => flags is Ttl or SequentialTtl;
}
