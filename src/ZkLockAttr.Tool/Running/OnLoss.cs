namespace ZkLockAttr.Tool.Running;

/// <summary>What the command gets when its lock is lost.</summary>
internal enum OnLoss
{
    /// <summary>SIGTERM, and SIGKILL after a while.</summary>
    Terminate,

    /// <summary>SIGKILL.</summary>
    Kill,

    /// <summary>SIGUSR1: it decides itself.</summary>
    Tell,
}
