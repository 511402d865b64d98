namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>Recognizes what answers in the place of a ZooKeeper server, to say so.</summary>
internal static class ForeignPeer
{
    private const byte TlsAlert = 21;
    private const byte TlsHandshake = 22;
    private const byte TlsVersion = 3;

    /// <summary>What it is by the first bytes that it sent, for people; null if that cannot be told.</summary>
    public static string? Recognize(ReadOnlySpan<byte> first) => first switch
    {
        [TlsAlert or TlsHandshake, TlsVersion, ..] => "it speaks TLS: set the option Tls, or use the port that speaks plain",
        _ when first.StartsWith("HTTP"u8) || first.StartsWith("<"u8) => "it speaks HTTP: this is no port of a ZooKeeper server",
        _ => null,
    };
}
