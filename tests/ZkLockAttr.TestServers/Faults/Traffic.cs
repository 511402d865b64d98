namespace ZkLockAttr.TestServers;

/// <summary>Which way bytes go.</summary>
[Flags]
public enum Traffic
{
    /// <summary>Requests.</summary>
    ToServer = 1,

    /// <summary>Answers and watch events.</summary>
    ToClient = 2,

    /// <summary>Both ways.</summary>
    Both = ToServer | ToClient,
}
