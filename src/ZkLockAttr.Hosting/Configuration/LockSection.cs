using Microsoft.Extensions.Configuration;
using ZkLockAttr.Hosting.Lifetime;

namespace ZkLockAttr.Hosting.Configuration;

/// <summary>Where in the configuration the locks of one registration are described, beside those of others.</summary>
internal sealed class LockSection(IConfiguration configuration, LockRegistration registration, IEnumerable<LockRegistration> all)
{
    public const string Name = "DistributedLocks";

    private readonly string[] _keys = [.. all.Select(other => other.Name).Where(key => key.Length > 0)];

    public string Path => PathOf(registration);

    public string ConnectionStringKey => ConnectionStringKeyOf(registration);

    public string? ConnectionString => configuration[ConnectionStringKey];

    /// <summary>What stands where the section should be; null if nothing does.</summary>
    public string? Value => configuration[Path];

    /// <summary>The settings, whether they are known or not.</summary>
    public IEnumerable<IConfigurationSection> Settings => registration.Name.Length > 0
        ? configuration.GetSection(Path).GetChildren()
        : configuration.GetSection(Name).GetChildren().Where(child => !_keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase));

    /// <summary>What stands beside the sections of the service keys, and is nobody's; for one of these to tell of.</summary>
    public IEnumerable<IConfigurationSection> Strays => all.First() != registration || all.Any(other => other.Name.Length == 0)
        ? []
        : configuration.GetSection(Name).GetChildren().Where(child => !_keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase));

    /// <summary>All keys and values, to find out later which have changed.</summary>
    public Dictionary<string, string?> Snapshot()
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { [ConnectionStringKey] = ConnectionString };
        foreach (var (key, value) in Settings.SelectMany(setting => setting.AsEnumerable()))
        {
            values[key] = value;
        }

        return values;
    }

    public static string PathOf(LockRegistration registration) =>
        registration.Name.Length == 0 ? Name : ConfigurationPath.Combine(Name, registration.Name);

    public static string ConnectionStringKeyOf(LockRegistration registration) => ConfigurationPath.Combine("ConnectionStrings", registration.ConnectionStringName);
}
