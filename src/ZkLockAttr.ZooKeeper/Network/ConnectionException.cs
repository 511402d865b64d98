namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>A connection is of no use; the message says why, for people, and names no secrets.</summary>
internal sealed class ConnectionException(string reason, Exception innerException) : IOException(reason, innerException);
