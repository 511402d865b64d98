using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper;

/// <summary>An access control list: who may do what with a node. It does not hold for the node's children, which have lists of their own.</summary>
public sealed class ZooKeeperAcl
{
    private const string CreatorScheme = "auth";

    /// <summary>A list with one entry.</summary>
    /// <param name="scheme">How clients are told apart: <c>digest</c>, <c>x509</c>, <c>ip</c>, <c>sasl</c>, <c>world</c>, or <c>auth</c> for the creator.</param>
    /// <param name="id">
    /// Whom it allows: for <c>digest</c> a <see cref="ZooKeeperAuth.DigestId"/>, for <c>x509</c> the subject of the client's certificate, for <c>ip</c> an address,
    /// for <c>world</c> "anyone", for <c>auth</c> "".
    /// </param>
    /// <param name="permissions">What it allows.</param>
    /// <exception cref="ArgumentException">The scheme is empty, or nothing is allowed.</exception>
    public ZooKeeperAcl(string scheme, string id, ZooKeeperPermissions permissions)
        : this([], scheme, id, permissions)
    {
    }

    private ZooKeeperAcl(AclEntry[] entries, string scheme, string id, ZooKeeperPermissions permissions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scheme);
        ArgumentNullException.ThrowIfNull(id);
        if (permissions is ZooKeeperPermissions.None || (permissions & ~ZooKeeperPermissions.All) != 0)
        {
            throw new ArgumentException($"No permissions: {permissions}.", nameof(permissions));
        }

        Entries = [.. entries, new AclEntry((int)permissions, scheme, id)];
    }

    /// <summary>Everybody may do everything.</summary>
    public static ZooKeeperAcl Open { get; } = new("world", "anyone", ZooKeeperPermissions.All);

    /// <summary>Whoever shows what the creator has shown, in its <see cref="ZooKeeperAuth"/> or by its TLS certificate, may do everything; nobody else anything.</summary>
    public static ZooKeeperAcl CreatorAll { get; } = new(CreatorScheme, "", ZooKeeperPermissions.All);

    internal AclEntry[] Entries { get; }

    internal bool NamesCreator => Entries.Any(entry => entry.Scheme == CreatorScheme);

    /// <summary>A list with one entry more.</summary>
    /// <inheritdoc cref="ZooKeeperAcl(string, string, ZooKeeperPermissions)"/>
    public ZooKeeperAcl And(string scheme, string id, ZooKeeperPermissions permissions) => new(Entries, scheme, id, permissions);

    /// <summary>The entries as ZooKeeper's shell writes them: <c>auth::cdrwa,world:anyone:r</c>.</summary>
    public override string ToString() => string.Join(',', Entries.Select(entry => $"{entry.Scheme}:{entry.Id}:{Letters((ZooKeeperPermissions)entry.Permissions)}"));

    private static string Letters(ZooKeeperPermissions permissions) => string.Concat(
        permissions.HasFlag(ZooKeeperPermissions.Create) ? "c" : "",
        permissions.HasFlag(ZooKeeperPermissions.Delete) ? "d" : "",
        permissions.HasFlag(ZooKeeperPermissions.Read) ? "r" : "",
        permissions.HasFlag(ZooKeeperPermissions.Write) ? "w" : "",
        permissions.HasFlag(ZooKeeperPermissions.Admin) ? "a" : "");
}
