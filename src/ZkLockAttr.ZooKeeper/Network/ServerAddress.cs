using System.Net;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>One address of a server.</summary>
/// <param name="Host">The host as the connection string names it.</param>
/// <param name="Port">The port.</param>
/// <param name="Address">The address to connect to.</param>
/// <param name="Others">How many other addresses the host has.</param>
internal sealed record ServerAddress(string Host, int Port, IPAddress Address, int Others)
{
    /// <summary>What it is called in logs and errors; with the address where the host has several.</summary>
    public override string ToString() => Others == 0 ? ConnectionString.NameOf(Host, Port) : $"{ConnectionString.NameOf(Host, Port)} ({Address})";
}
