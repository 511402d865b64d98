using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>A frame that a session sent.</summary>
/// <param name="Handshake">The handshake, if it is one.</param>
/// <param name="Header">The request's header, if it is a request.</param>
internal sealed record Sent(ConnectRequest? Handshake, RequestHeader? Header)
{
    public override string ToString() => Header is { } header ? $"{header.Xid} {header.OpCode}" : "handshake";
}
