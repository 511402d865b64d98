using System.Text;
using Microsoft.Extensions.Configuration;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Hosting.Configuration;

/// <summary>Reads who the process is and whom it lets in. No message quotes a password.</summary>
internal static class AccessSettings
{
    private const string HowToWriteAuth = "write a list of users, as Auth:0:User and Auth:0:Password, or of Scheme and Credentials.";

    private const string HowToWriteAcl = "Write 'Open', 'CreatorAll', or 'scheme:id:permissions' with permissions of c, d, r, w and a, as 'auth::cdrwa'; several as a list.";

    public static void AddAuth(IConfigurationSection setting, IList<ZooKeeperAuth> auth)
    {
        if (setting.Value is { Length: > 0 })
        {
            throw new SettingException(setting.Path, $"it is no list: {HowToWriteAuth}");
        }

        foreach (var entry in setting.GetChildren())
        {
            auth.Add(Auth(entry));
        }
    }

    public static ZooKeeperAcl Acl(IConfigurationSection setting)
    {
        if (setting.Value is { } text)
        {
            return text.ToUpperInvariant() switch
            {
                "OPEN" => ZooKeeperAcl.Open,
                "CREATORALL" => ZooKeeperAcl.CreatorAll,
                _ => Entry(setting, null),
            };
        }

        return setting.GetChildren().Aggregate((ZooKeeperAcl?)null, (acl, entry) => Entry(entry, acl))!;
    }

    private static ZooKeeperAuth Auth(IConfigurationSection entry)
    {
        if (!int.TryParse(entry.Key, out _))
        {
            throw new SettingException(entry.Path, $"it is no list: {HowToWriteAuth}");
        }

        entry.AllowOnly("User", "Password", "Scheme", "Credentials");
        try
        {
            return (entry["User"], entry["Password"], entry["Scheme"], entry["Credentials"]) switch
            {
                ({ } user, { } password, null, null) => ZooKeeperAuth.Digest(user, password),
                (null, null, { } scheme, { } credentials) => new ZooKeeperAuth(scheme, Encoding.UTF8.GetBytes(credentials)),
                _ => throw new SettingException(entry.Path, $"it has neither User and Password nor Scheme and Credentials: {HowToWriteAuth}"),
            };
        }
        catch (ArgumentException)
        {
            throw new SettingException(entry.Path, "the user or the scheme is empty, or the user has a colon, which divides it from the password.");
        }
    }

    // The id may have colons itself.
    private static ZooKeeperAcl Entry(IConfigurationSection setting, ZooKeeperAcl? before)
    {
        var text = setting.Text();
        var first = text.IndexOf(':', StringComparison.Ordinal);
        var last = text.LastIndexOf(':');
        var permissions = ZooKeeperPermissions.None;
        foreach (var letter in text[(last + 1)..])
        {
            permissions |= Permission(letter) ?? throw Wrong();
        }

        if (first < 1 || last == first || permissions == ZooKeeperPermissions.None)
        {
            throw Wrong();
        }

        var (scheme, id) = (text[..first], text[(first + 1)..last]);
        return before?.And(scheme, id, permissions) ?? new ZooKeeperAcl(scheme, id, permissions);

        SettingException Wrong() => new(setting.Path, $"'{text}' is no entry of an access control list. {HowToWriteAcl}");
    }

    private static ZooKeeperPermissions? Permission(char letter) => letter switch
    {
        'c' => ZooKeeperPermissions.Create,
        'd' => ZooKeeperPermissions.Delete,
        'r' => ZooKeeperPermissions.Read,
        'w' => ZooKeeperPermissions.Write,
        'a' => ZooKeeperPermissions.Admin,
        _ => null,
    };
}
