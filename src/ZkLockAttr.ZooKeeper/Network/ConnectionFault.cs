using System.Net.Sockets;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>Says why a connection ended, for people.</summary>
internal static class ConnectionFault
{
    /// <summary>Null for a fault that no network makes: one of this library.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        ConnectionException => exception.Message,

        // Without the address, which the exception's own message may add: the server is named beside it.
        SocketException fault => new SocketException((int)fault.SocketErrorCode).Message,
        ObjectDisposedException or IOException { InnerException: ObjectDisposedException } => "the connection was dropped",
        IOException { InnerException: SocketException fault } => Describe(fault),
        _ => TlsHandshake.Describe(exception),
    };
}
