namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>What happens to processes of lockers, and to their connections.</summary>
internal enum ClientFault
{
    None,
    FreezeProcess,
    KillProcess,
    CutConnections,
    HangConnections,
    DelayFrames,
    TearFrames,
    ExpireSession,
}
