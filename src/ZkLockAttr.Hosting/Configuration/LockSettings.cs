using Microsoft.Extensions.Configuration;

namespace ZkLockAttr.Hosting.Configuration;

/// <summary>The settings that the section of some locks may have, and what each does to their options.</summary>
internal static class LockSettings
{
    private static readonly SortedDictionary<string, Action<HostedLocksOptions, IConfigurationSection>> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(HostedLocksOptions.Acl)] = (options, setting) => options.Acl = AccessSettings.Acl(setting),
        [nameof(HostedLocksOptions.ApplicationName)] = (options, setting) => options.ApplicationName = setting.Text(),
        [nameof(HostedLocksOptions.Auth)] = (options, setting) => AccessSettings.AddAuth(setting, options.Auth),
        [nameof(HostedLocksOptions.ConnectTimeout)] = (options, setting) => options.ConnectTimeout = setting.Time(),
        [nameof(HostedLocksOptions.HandOverLimit)] = (options, setting) => options.HandOverLimit = setting.Number(),
        [nameof(HostedLocksOptions.HandOverTime)] = (options, setting) => options.HandOverTime = setting.Time(),
        [nameof(HostedLocksOptions.LongHold)] = (options, setting) => options.LongHold = setting.Time(),
        [nameof(HostedLocksOptions.Interop)] = (options, setting) => options.Interop = setting.Interop(),
        [nameof(HostedLocksOptions.MaxInboundFrame)] = (options, setting) => options.MaxInboundFrame = setting.Number(),
        [nameof(HostedLocksOptions.OpenTimeout)] = (options, setting) => options.OpenTimeout = setting.Time(),
        [nameof(HostedLocksOptions.PersistentParents)] = (options, setting) => options.PersistentParents = setting.Flag(),
        [nameof(HostedLocksOptions.RequireAtStart)] = (options, setting) => options.RequireAtStart = setting.Flag(),
        [nameof(HostedLocksOptions.Root)] = (options, setting) => options.Root = setting.Text(),
        [nameof(HostedLocksOptions.ServerTickTime)] = (options, setting) => options.ServerTickTime = setting.Time(),
        [nameof(HostedLocksOptions.SessionTimeout)] = (options, setting) => options.SessionTimeout = setting.Time(),
        [nameof(HostedLocksOptions.Tls)] = (options, setting) => options.Tls = TlsSettings.Read(setting),
    };

    public static IReadOnlyCollection<string> Names => Settings.Keys;

    /// <summary>Reads the section into the options, and notes what cannot be read.</summary>
    public static void Read(LockSection section, HostedLocksOptions options)
    {
        if (section.Value is { Length: > 0 })
        {
            options.Faults.Add($"{section.Path}: it is a section, and has no value: write its settings below it, as {section.Path}:SessionTimeout.");
        }

        foreach (var setting in section.Settings)
        {
            try
            {
                if (!Settings.TryGetValue(setting.Key, out var read))
                {
                    options.Faults.Add($"{setting.Path}: there is no such setting. There are {string.Join(", ", Names)}, and the sections of service keys that were added.");
                }
                else if (setting.Value is not null || setting.GetChildren().Any())
                {
                    read(options, setting);
                }
            }
            catch (SettingException exception)
            {
                options.Faults.Add(exception.Message);
            }
        }

        foreach (var stray in section.Strays)
        {
            options.Faults.Add(
                $"{stray.Path}: nothing reads it, since only locks with service keys were added. Move it to the section of one, or call AddDistributedLocks() too.");
        }
    }
}
