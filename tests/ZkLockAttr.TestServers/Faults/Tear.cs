namespace ZkLockAttr.TestServers.Faults;

/// <summary>Connections are to be cut in the middle of a frame.</summary>
/// <param name="Traffic">Which way it goes.</param>
/// <param name="Every">Every so many-th of a connection.</param>
internal sealed record Tear(Traffic Traffic, int Every);
