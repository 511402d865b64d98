using System.Buffers.Binary;

namespace ZkLockAttr.TestServers;

/// <summary>
/// The password of a session: every ZooKeeper server derives it from the session's id and a constant (SessionTrackerImpl and ZooKeeperServer.generatePasswd),
/// by <c>java.util.Random</c>.
/// </summary>
internal static class SessionPassword
{
    private const long Secret = 0xB3415C00L;
    private const long Multiplier = 0x5DEECE66DL;
    private const long Mask = (1L << 48) - 1;

    public static byte[] Of(long sessionId)
    {
        var password = new byte[16];
        var seed = (sessionId ^ Secret ^ Multiplier) & Mask;
        for (var i = 0; i < password.Length; i += sizeof(int))
        {
            seed = ((seed * Multiplier) + 0xB) & Mask;
            BinaryPrimitives.WriteInt32LittleEndian(password.AsSpan(i), (int)(seed >> 16));
        }

        return password;
    }
}
