namespace ZkLockAttr.ZooKeeper.Tests.Wire;

/// <summary>Bytes as the protocol's description writes them.</summary>
internal static class Hex
{
    public static byte[] Bytes(params string[] parts) => Convert.FromHexString(string.Concat(parts).Replace(" ", "", StringComparison.Ordinal));

    public static string Text(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
