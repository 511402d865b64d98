using System.Buffers.Binary;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Sessions;

/// <summary>
/// A session's password. It follows from the session's id, as in the real server (java.util.Random seeded with the id and a constant that everybody knows):
/// every server of an ensemble can check it, and it keeps no secret.
/// </summary>
internal static class SessionPassword
{
    private const ulong Secret = 0xB3415C00;
    private const ulong Multiplier = 0x5DEECE66D;
    private const ulong Mask = (1UL << 48) - 1;

    public static byte[] For(long sessionId)
    {
        var password = new byte[ConnectRequest.PasswordLength];
        var seed = ((ulong)sessionId ^ Secret ^ Multiplier) & Mask;
        for (var i = 0; i < password.Length; i += sizeof(int))
        {
            seed = unchecked((seed * Multiplier) + 0xB) & Mask;
            BinaryPrimitives.WriteUInt32LittleEndian(password.AsSpan(i), (uint)(seed >> 16));
        }

        return password;
    }

    public static bool IsRight(long sessionId, byte[] password) => sessionId != 0 && For(sessionId).AsSpan().SequenceEqual(password);
}
