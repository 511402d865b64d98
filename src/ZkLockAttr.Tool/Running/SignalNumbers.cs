using System.Runtime.InteropServices;

namespace ZkLockAttr.Tool.Running;

/// <summary>Signals by the numbers of this machine's kernel: Linux, or else macOS.</summary>
internal static class SignalNumbers
{
    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int BrokenPipe = 13;
    public const int Terminate = 15;
    public const int BackgroundRead = 21;
    public const int BackgroundWrite = 22;

    public static int User1 => OperatingSystem.IsLinux() ? 10 : 30;

    public static int User2 => OperatingSystem.IsLinux() ? 12 : 31;

    public static int Continue => OperatingSystem.IsLinux() ? 18 : 19;

    public static int TerminalStop => OperatingSystem.IsLinux() ? 20 : 18;

    /// <summary>Those that are passed on to the command, beside the ones that end a process.</summary>
    public static IEnumerable<int> PassedOn => [User1, User2, Continue];

    public static int Of(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => Hangup,
        PosixSignal.SIGINT => Interrupt,
        PosixSignal.SIGQUIT => Quit,
        PosixSignal.SIGTERM => Terminate,
        _ => (int)signal,
    };
}
