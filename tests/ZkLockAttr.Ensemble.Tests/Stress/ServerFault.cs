namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>What happens to servers.</summary>
internal enum ServerFault
{
    KillLeader,
    KillFollower,
    KillTwo,
    KillAll,
    FreezeLeader,
    FreezeFollower,
    CutOffLeader,
    CutOffFollower,
}
