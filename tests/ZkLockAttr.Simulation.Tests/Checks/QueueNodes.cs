using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Simulation.Tests.Checks;

/// <summary>What the committed tree says of who stands in a queue. Names are read here again, and not by what is tested.</summary>
internal static class QueueNodes
{
    public static bool IsReader(string name) => name.Contains("__rlock__", StringComparison.Ordinal);

    public static bool IsWriter(string name) => name.Contains("__lock__", StringComparison.Ordinal);

    public static bool IsCurators(string name) =>
        name.Contains("lock-", StringComparison.Ordinal) || name.Contains("__READ__", StringComparison.Ordinal) || name.Contains("__WRIT__", StringComparison.Ordinal);

    /// <summary>The nodes of a queue.</summary>
    public static IEnumerable<Node> Of(DataTree tree, string path) => (tree.Find(path)?.Children ?? []).Select(name => tree.Find($"{path}/{name}")!);

    /// <summary>Whether a node ahead has to be gone before that kind of lock is held; of a semaphore's, as many as leave no place.</summary>
    public static bool Excludes(Node ahead, QueueKind kind) => kind switch
    {
        { MaxCount: > 0 } => true,
        { Interop: LockInterop.Universal } => IsReader(ahead.Path) || IsWriter(ahead.Path) || IsCurators(ahead.Path),
        { Mode: LockMode.Exclusive } => IsReader(ahead.Path) || IsWriter(ahead.Path),
        _ => IsWriter(ahead.Path),
    };
}
