using System.Security.Cryptography;
using System.Text;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper;

/// <summary>Who a client is, to be shown to the servers on each connection. Its credentials are never shown to people: not in text, logs or exceptions.</summary>
public sealed class ZooKeeperAuth
{
    private const string DigestScheme = "digest";

    /// <summary>For a scheme that the servers have a plug-in for.</summary>
    /// <param name="scheme">The scheme's name, for example <c>digest</c>.</param>
    /// <param name="credentials">What the scheme asks for.</param>
    /// <exception cref="ArgumentException">The scheme is empty.</exception>
    public ZooKeeperAuth(string scheme, ReadOnlySpan<byte> credentials)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scheme);
        Scheme = scheme;
        Request = new AuthRequest(scheme, credentials.ToArray());
    }

    /// <summary>The scheme's name.</summary>
    public string Scheme { get; }

    internal AuthRequest Request { get; }

    /// <summary>
    /// A user and a password. Servers know no users: whoever shows both is that user, and the access control lists of the nodes say what that is good for.
    /// They travel as they are: use TLS.
    /// </summary>
    /// <exception cref="ArgumentException">The user is empty or has a colon.</exception>
    public static ZooKeeperAuth Digest(string user, string password) => new(DigestScheme, Credentials(user, password));

    /// <summary>What stands for a user and a password in an access control list of scheme <c>digest</c>: the password cannot be read from it.</summary>
    /// <exception cref="ArgumentException">The user is empty or has a colon.</exception>
    public static string DigestId(string user, string password) =>
#pragma warning disable CA5350 // The protocol's digest is SHA-1.
        $"{user}:{Convert.ToBase64String(SHA1.HashData(Credentials(user, password)))}";
#pragma warning restore CA5350

    /// <summary>The scheme, and nothing that is secret.</summary>
    public override string ToString() => Scheme;

    private static byte[] Credentials(string user, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentNullException.ThrowIfNull(password);
        return user.Contains(':', StringComparison.Ordinal)
            ? throw new ArgumentException("A user's name has no colon: that divides it from the password.", nameof(user))
            : Encoding.UTF8.GetBytes($"{user}:{password}");
    }
}
