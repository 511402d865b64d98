namespace ZkLockAttr.Tool;

/// <summary>What the program returns. 64 to 77 as in BSD's sysexits.h, 126 and 127 as shells do; a signal is 128 and its number.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>What was asked for was not done or is not well: the question was denied, or a server has a problem.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>The ensemble cannot be reached or does not answer (EX_UNAVAILABLE).</summary>
    public const int Unavailable = 69;

    /// <summary>A fault of this program (EX_SOFTWARE).</summary>
    public const int Fault = 70;

    /// <summary>The output cannot be written (EX_IOERR).</summary>
    public const int Unwritable = 74;

    /// <summary>Somebody else has the lock, and the time to wait is over (EX_TEMPFAIL).</summary>
    public const int Busy = 75;

    /// <summary>An access control list forbids it (EX_NOPERM).</summary>
    public const int NotPermitted = 77;

    /// <summary>The lock was lost while the command ran.</summary>
    public const int Lost = 79;

    public const int CannotExecute = 126;

    public const int CommandNotFound = 127;

    public static int OfSignal(int number) => 128 + number;
}
