namespace ZkLockAttr.TestServers;

/// <summary>kazoo raised an exception; the message begins with its type, as in <c>LockTimeout: ...</c>.</summary>
public sealed class KazooException(string message) : Exception(message);
