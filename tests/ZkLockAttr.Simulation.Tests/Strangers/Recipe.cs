namespace ZkLockAttr.Simulation.Tests.Strangers;

/// <summary>How another client takes its lock: the name that it gives its node, and for which other node it waits.</summary>
internal abstract class Recipe
{
    /// <summary>kazoo's <c>ReadLock</c>.</summary>
    public static Recipe KazooReader { get; } = new KazooRecipe("__rlock__", "__lock__");

    /// <summary>kazoo's <c>WriteLock</c>.</summary>
    public static Recipe KazooWriter { get; } = new KazooRecipe("__lock__", "__lock__", "__rlock__");

    /// <summary>Curator's <c>InterProcessMutex</c>.</summary>
    public static Recipe CuratorMutex { get; } = new CuratorRecipe("lock-", ["lock-"], isReader: false);

    /// <summary>The read lock of Curator's <c>InterProcessReadWriteLock</c>.</summary>
    public static Recipe CuratorReader { get; } = new CuratorRecipe("__READ__", ["__READ__", "__WRIT__"], isReader: true);

    /// <summary>The write lock of Curator's <c>InterProcessReadWriteLock</c>.</summary>
    public static Recipe CuratorWriter { get; } = new CuratorRecipe("__WRIT__", ["__READ__", "__WRIT__"], isReader: false);

    /// <summary>Whether it holds together with others of its kind.</summary>
    public abstract bool IsReader { get; }

    /// <summary>A name for a node, without its number.</summary>
    public abstract string NewName(Random random);

    /// <summary>The node that it watches; null if it has the lock.</summary>
    public abstract string? FindPredecessor(string[] children, string own);

    protected static string Hex(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
