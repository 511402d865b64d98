using System.Runtime.InteropServices;

namespace ZkLockAttr.Tool.Running;

/// <summary>
/// The system's calls that .NET has no door to: a process in a group of its own, signals to a group, the terminal's foreground. Numbers and layouts are those of
/// Linux, or else of macOS.
/// </summary>
internal static unsafe partial class Posix
{
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int BrokenPipe = 32;

    // What has become of a child (CLD_...).
    public const int ExitedByItself = 1;
    public const int Stopped = 5;

    private const int Terminal = 0;
    private const int Output = 1;

    // POSIX_SPAWN_SETPGROUP, _SETSIGDEF and _SETSIGMASK.
    private const short SpawnFlags = 0x02 | 0x04 | 0x08;

    // Larger than any system's posix_spawnattr_t, sigset_t and siginfo_t.
    private const int StructSize = 1024;

    private const int ProcessOfId = 1;
    private const nint IgnoreSignal = 1;

    private static int WaitExited => 4;

    private static int WaitStopped => OperatingSystem.IsLinux() ? 2 : 8;

    private static int LeaveWaitable => OperatingSystem.IsLinux() ? 0x01000000 : 0x20;

    private static int StatusOffset => OperatingSystem.IsLinux() ? 24 : 20;

    /// <summary>Starts a program, found by the PATH, in a new group. This runtime ignores SIGPIPE: the program shall not.</summary>
    /// <returns>0, or the error.</returns>
    public static int Spawn(string[] arguments, string[] environment, out int id)
    {
        var attributes = stackalloc byte[StructSize];
        var signals = stackalloc byte[StructSize];
        SpawnAttributesInit(attributes);
        var argumentPointers = ToNative(arguments);
        var environmentPointers = ToNative(environment);
        try
        {
            SpawnAttributesSetFlags(attributes, SpawnFlags);
            SpawnAttributesSetGroup(attributes, 0);
            SignalsEmpty(signals);
            SpawnAttributesSetMask(attributes, signals);
            SignalsAdd(signals, SignalNumbers.BrokenPipe);
            SpawnAttributesSetDefaults(attributes, signals);
            int process;
            int error;
            fixed (nint* argv = argumentPointers, envp = environmentPointers)
            {
                error = SpawnByPath(&process, argv[0], 0, attributes, argv, envp);
            }

            id = error == 0 ? process : 0;
            return error;
        }
        finally
        {
            SpawnAttributesDestroy(attributes);
            Free(argumentPointers);
            Free(environmentPointers);
        }
    }

    /// <summary>Waits until a child has ended or, if that is asked for, stopped; a child that has ended is left to be reaped.</summary>
    public static (int Code, int Status) WaitForChange(int id, bool alsoForStop)
    {
        var info = stackalloc byte[StructSize];
        var options = WaitExited | (alsoForStop ? WaitStopped : 0) | LeaveWaitable;
        while (WaitId(ProcessOfId, id, info, options) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new InvalidOperationException($"waitid: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }

        var change = (Code: *(int*)(info + 8), Status: *(int*)(info + StatusOffset));
        if (change.Code == Stopped)
        {
            // Seen: the next wait is for the next change.
            _ = WaitId(ProcessOfId, id, info, WaitStopped);
        }

        return change;
    }

    /// <summary>Takes notice of a child's end.</summary>
    public static void Reap(int id)
    {
        var info = stackalloc byte[StructSize];
        _ = WaitId(ProcessOfId, id, info, WaitExited);
    }

    /// <summary>Brings a group to the foreground, if we have the terminal ourselves.</summary>
    /// <returns>Whether it has the terminal now.</returns>
    public static bool GiveTerminalTo(int group)
    {
        if (IsTerminal(Terminal) == 0 || ForegroundGroup(Terminal) != OwnGroup() || SetForegroundGroup(Terminal, group) != 0)
        {
            return false;
        }

        // It may have been stopped for reading before.
        _ = Kill(-group, SignalNumbers.Continue);
        return true;
    }

    /// <summary>Comes back to the foreground. Who is not there is stopped for that, unless it ignores it.</summary>
    public static void TakeTerminalBack()
    {
        SetHandler(SignalNumbers.BackgroundWrite, IgnoreSignal);
        _ = SetForegroundGroup(Terminal, OwnGroup());
    }

    /// <summary>Writes to the standard output.</summary>
    /// <returns>How many bytes were taken; below 0 for an error.</returns>
    public static int WriteOutput(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            return (int)Write(Output, first, bytes.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    private static nint[] ToNative(string[] texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    private static void Free(nint[] pointers)
    {
        foreach (var pointer in pointers)
        {
            Marshal.FreeCoTaskMem(pointer);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawnp")]
    private static partial int SpawnByPath(int* process, nint file, nint actions, byte* attributes, nint* arguments, nint* environment);

    // These fail only for arguments that are none.
    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial void SpawnAttributesInit(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial void SpawnAttributesDestroy(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial void SpawnAttributesSetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setpgroup")]
    private static partial void SpawnAttributesSetGroup(byte* attributes, int group);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial void SpawnAttributesSetDefaults(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial void SpawnAttributesSetMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static partial void SignalsEmpty(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    private static partial void SignalsAdd(byte* signals, int signal);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    private static partial int WaitId(int kind, int id, byte* info, int options);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int file, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "isatty")]
    private static partial int IsTerminal(int file);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int terminal);

    [LibraryImport("libc", EntryPoint = "tcsetpgrp")]
    private static partial int SetForegroundGroup(int terminal, int group);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);
}
