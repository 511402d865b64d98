namespace ZkLockAttr.ZooKeeper.Wire;

/// <summary>The peer sent bytes that are not the ZooKeeper protocol: the connection cannot be used any longer.</summary>
internal sealed class ProtocolException(string message) : IOException(message);
