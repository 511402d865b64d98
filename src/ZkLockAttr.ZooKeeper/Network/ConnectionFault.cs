using System.Net.Sockets;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>Says why a connection ended, for people.</summary>
internal static class ConnectionFault
{
    /// <summary>Null for a fault that no network makes: one of this library.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        ConnectionException => exception.Message,
        ObjectDisposedException or IOException { InnerException: ObjectDisposedException } => "the connection was dropped",
        _ => SocketFault(exception) ?? TlsHandshake.Describe(exception),
    };

    /// <summary>What the socket says of it; null if it does not come from there.</summary>
    public static string? SocketFault(Exception exception) => exception switch
    {
        // Without the address, which the exception's own message may add: the server is named beside it.
        SocketException fault => new SocketException((int)fault.SocketErrorCode).Message,
        IOException { InnerException: SocketException fault } => SocketFault(fault),
        _ => null,
    };
}
