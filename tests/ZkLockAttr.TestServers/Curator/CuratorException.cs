namespace ZkLockAttr.TestServers;

/// <summary>Curator threw an exception; the message begins with its type, as in <c>NoNodeException: ...</c>.</summary>
public sealed class CuratorException(string message) : Exception(message);
