namespace ZkLockAttr.TestServers;

/// <summary>A step of a multi.</summary>
public readonly record struct ProxiedStep(RequestKind Kind, string Path);
