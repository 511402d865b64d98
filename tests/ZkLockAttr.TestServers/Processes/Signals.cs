using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ZkLockAttr.TestServers.Processes;

/// <summary>Sends signals to processes.</summary>
internal static partial class Signals
{
    public static void Send(int process, Signal signal)
    {
        if (Kill(process, (int)signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot send {signal} to process {process}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
