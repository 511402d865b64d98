using System.Diagnostics.CodeAnalysis;

namespace ZkLockAttr.OnPaper;

/// <summary>Releases that nobody waits for.</summary>
internal static class LettingGo
{
    /// <summary>Releases the lock, and leaves what it returns alone: whoever asked for a task would have a thread of the pool complete it.</summary>
    [SuppressMessage("Reliability", "CA2012", Justification = "A handle is used once: its value task is no other's.")]
    public static void LetGo(this LockHandle handle) => _ = handle.DisposeAsync();
}
