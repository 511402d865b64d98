namespace QuickStart;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A server could not be reached, a lock was lost, or a worker failed.</summary>
    public const int Failed = 1;

    public const int WrongArguments = 2;

    /// <summary>Two workers held the lock at the same time, or a fencing token did not grow.</summary>
    public const int LockBroken = 3;

    public const int Interrupted = 130;
}
