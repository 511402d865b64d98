namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>Which way bytes go.</summary>
internal enum Direction
{
    ToServer,
    ToClient,
}
