using System.Security.Cryptography;
using System.Text;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tree;

/// <summary>Access control lists: well-formed or not, and whom they let in. An identity is an entry without permissions.</summary>
internal static class AccessControl
{
    public const int Read = 1;
    public const int Write = 2;
    public const int Create = 4;
    public const int Delete = 8;
    public const int Admin = 16;

    private const string World = "world";
    private const string Ip = "ip";
    private const string Digest = "digest";

    public static AclEntry FromAddress(string address) => new(0, Ip, address);

    /// <summary>The identity that the digest scheme gives to "user:password".</summary>
    public static AclEntry FromDigest(ReadOnlySpan<byte> credentials)
    {
        var colon = credentials.IndexOf((byte)':');
        var user = Encoding.UTF8.GetString(colon < 0 ? credentials : credentials[..colon]);
#pragma warning disable CA5350 // The protocol's digest is SHA-1.
        return new AclEntry(0, Digest, user + ":" + Convert.ToBase64String(SHA1.HashData(credentials)));
#pragma warning restore CA5350
    }

    /// <summary>Replaces "auth" by the asker's identities.</summary>
    /// <returns>False if the list is empty or malformed.</returns>
    public static bool TryResolve(AclEntry[] acl, IReadOnlyList<AclEntry> identities, out AclEntry[] resolved)
    {
        var result = new List<AclEntry>(acl.Length);
        resolved = [];
        foreach (var entry in acl.Distinct())
        {
            switch (entry.Scheme)
            {
                case World when entry.Id == "anyone":
                case Digest when entry.Id.Split(':').Length == 2:
                case Ip when AddressRange.IsValid(entry.Id):
                    result.Add(entry);
                    break;

                case "auth" when identities.Any(identity => identity.Scheme != Ip):
                    result.AddRange(identities.Where(identity => identity.Scheme != Ip).Select(identity => identity with { Permissions = entry.Permissions }));
                    break;

                default:
                    return false;
            }
        }

        resolved = [.. result];
        return resolved.Length > 0;
    }

    /// <summary>The list as those may see it who cannot change it.</summary>
    public static AclEntry[] WithoutDigests(AclEntry[] acl) =>
        [.. acl.Select(entry => entry.Scheme == Digest ? entry with { Id = UserOf(entry) + ":x" } : entry)];

    /// <summary>Who an identity is, without what only it should know.</summary>
    public static string UserOf(AclEntry identity) => identity.Scheme == Digest ? identity.Id.Split(':')[0] : identity.Id;

    public static bool Allows(AclEntry[] acl, int permission, IReadOnlyList<AclEntry> identities)
    {
        foreach (var entry in acl)
        {
            if ((entry.Permissions & permission) == 0)
            {
                continue;
            }

            if (entry.Scheme == World)
            {
                return true;
            }

            foreach (var identity in identities)
            {
                if (identity.Scheme == entry.Scheme
                    && (entry.Scheme == Ip ? AddressRange.Contains(entry.Id, identity.Id) : identity.Id == entry.Id))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
