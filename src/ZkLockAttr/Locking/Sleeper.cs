namespace ZkLockAttr.Locking;

/// <summary>The event on which a thread sleeps while it blocks: it can wait for one thing at a time, so one event serves it for all.</summary>
internal static class Sleeper
{
    [ThreadStatic]
    private static ManualResetEventSlim? _ofThisThread;

    public static ManualResetEventSlim OfThisThread => _ofThisThread ??= new ManualResetEventSlim();
}
