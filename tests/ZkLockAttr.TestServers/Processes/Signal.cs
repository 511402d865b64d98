namespace ZkLockAttr.TestServers.Processes;

/// <summary>Signals, by their numbers on Linux.</summary>
public enum Signal
{
    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM.</summary>
    Terminate = 15,

    /// <summary>SIGCONT: a frozen process goes on.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: the process freezes where it is, and cannot refuse.</summary>
    Stop = 19,
}
