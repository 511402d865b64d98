using System.Text;

namespace ZkLockAttr.Naming;

/// <summary>A lock's whole path: chroot, root and name.</summary>
internal static class LockPath
{
    /// <summary>
    /// The longest path, in UTF-8. Far more than any key needs, and so little that a heartbeat's 128 checks of such nodes stay below the 1 MiB
    /// that a server takes as one request.
    /// </summary>
    public const int MaxBytes = 4096;

    // UTF-8 takes at most three bytes for a char.
    private const int SurelyShort = MaxBytes / 3;

    /// <exception cref="ArgumentException">It is too long.</exception>
    public static string Of(string root, LockName name)
    {
        var path = root + name.ToString();
        if (path.Length > SurelyShort && Encoding.UTF8.GetByteCount(path) is var bytes and > MaxBytes)
        {
            throw new ArgumentException($"The path of the lock that begins '{path[..100]}' has {bytes} bytes with its root and its escapes: at most {MaxBytes} are taken.");
        }

        return path;
    }
}
