using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ZkLockAttr.Hosting.Configuration;

namespace ZkLockAttr.Hosting.Lifetime;

/// <summary>
/// Follows the configuration while the process runs: takes over what can change, and tells of what cannot. A change that is wrong is told and leaves everything
/// as it was; it must not end a process that runs well, nor be passed over in silence, as it would be if <see cref="IOptionsMonitor{TOptions}"/> followed by itself.
/// </summary>
internal sealed class OptionsReload : IDisposable
{
    private static readonly Dictionary<string, Func<HostedLocksOptions, object>> Changeable = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(HostedLocksOptions.HandOverLimit)] = options => options.HandOverLimit,
        [nameof(HostedLocksOptions.HandOverTime)] = options => options.HandOverTime,
    };

    private readonly LockSection _section;
    private readonly Func<HostedLocksOptions> _renew;
    private readonly Action<HostedLocksOptions> _apply;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly IDisposable _subscription;

    // Guarded by _lock: what the options were made from, and what was seen last. One change is announced several times.
    private Dictionary<string, string?> _values;
    private Dictionary<string, string?> _seen;

    public OptionsReload(
        LockSection section, IConfiguration configuration, Func<HostedLocksOptions> renew, Action<HostedLocksOptions> apply, ILogger logger)
    {
        _section = section;
        _renew = renew;
        _apply = apply;
        _logger = logger;
        _values = _seen = section.Snapshot();
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, OnChanged);
    }

    /// <summary>Makes options anew, for all who ask from now on.</summary>
    /// <exception cref="OptionsValidationException">They are wrong: the old ones stay.</exception>
    public static HostedLocksOptions Renew(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsFactory<HostedLocksOptions>>().Create(name);
        var cache = services.GetRequiredService<IOptionsMonitorCache<HostedLocksOptions>>();
        cache.TryRemove(name);
        cache.TryAdd(name, options);
        return options;
    }

    public void Dispose() => _subscription.Dispose();

    private static List<string> Changes(Dictionary<string, string?> before, Dictionary<string, string?> now) =>
    [
        .. now.Keys.Union(before.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(key => now.GetValueOrDefault(key) != before.GetValueOrDefault(key))
            .Order(StringComparer.Ordinal),
    ];

    private void OnChanged()
    {
        lock (_lock)
        {
            var values = _section.Snapshot();
            if (Changes(_seen, values).Count == 0)
            {
                return;
            }

            _seen = values;
            HostedLocksOptions options;
            try
            {
                options = _renew();
                _apply(options);
            }
            catch (OptionsValidationException exception)
            {
                HostingLog.ChangeRefused(_logger, exception.Message);
                return;
            }

            var changed = Changes(_values, values);
            _values = values;
            foreach (var key in changed)
            {
                if (Changeable.TryGetValue(ConfigurationPath.GetSectionKey(key), out var valueIn))
                {
                    // What counts now, which is the default if the setting is gone, or what code has made of it.
                    HostingLog.Changed(_logger, key, valueIn(options));
                }
                else
                {
                    HostingLog.ChangeIgnored(_logger, key);
                }
            }
        }
    }
}
