using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZkLockAttr;
using ZkLockAttr.Hosting;
using ZkLockAttr.Hosting.Configuration;
using ZkLockAttr.Hosting.Lifetime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds distributed locks to the services of a host.</summary>
public static class DistributedLocksServiceCollectionExtensions
{
    private const string DefaultConnectionStringName = "ZooKeeper";

    /// <summary>
    /// Adds <see cref="IDistributedLocks"/>, configured by <c>ConnectionStrings:ZooKeeper</c> and the section <c>DistributedLocks</c>. The session opens when
    /// the host starts and closes when it stops.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes what the configuration says.</param>
    public static DistributedLocksBuilder AddDistributedLocks(this IServiceCollection services, Action<HostedLocksOptions>? configure = null) =>
        Add(services, connectionStringName: null, configure);

    /// <summary>
    /// Adds <see cref="IDistributedLocks"/>, configured by the connection string of this name and the section <c>DistributedLocks</c>. The session opens when
    /// the host starts and closes when it stops.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionStringName">The key below <c>ConnectionStrings</c>.</param>
    /// <param name="configure">Changes what the configuration says.</param>
    /// <exception cref="ArgumentException">The name is empty, or is no name but a connection string.</exception>
    public static DistributedLocksBuilder AddDistributedLocks(
        this IServiceCollection services, string connectionStringName, Action<HostedLocksOptions>? configure = null)
    {
        CheckConnectionStringName(connectionStringName);
        return Add(services, connectionStringName, configure);
    }

    /// <summary>
    /// Adds <see cref="IDistributedLocks"/> of one ensemble among several, to be asked for with <c>[FromKeyedServices(key)]</c>, configured by the connection
    /// string of the key's name and the section <c>DistributedLocks:key</c>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="serviceKey">The key, which names the section and, unless another is given, the connection string.</param>
    /// <param name="configure">Changes what the configuration says.</param>
    /// <exception cref="ArgumentException">The key is empty, has a <c>:</c>, or is the name of a setting.</exception>
    public static DistributedLocksBuilder AddKeyedDistributedLocks(
        this IServiceCollection services, string serviceKey, Action<HostedLocksOptions>? configure = null) =>
        AddKeyed(services, serviceKey, connectionStringName: null, configure);

    /// <inheritdoc cref="AddKeyedDistributedLocks(IServiceCollection, string, Action{HostedLocksOptions}?)"/>
    /// <param name="services">The host's services.</param>
    /// <param name="serviceKey">The key, which names the section.</param>
    /// <param name="connectionStringName">The key below <c>ConnectionStrings</c>.</param>
    /// <param name="configure">Changes what the configuration says.</param>
    public static DistributedLocksBuilder AddKeyedDistributedLocks(
        this IServiceCollection services, string serviceKey, string connectionStringName, Action<HostedLocksOptions>? configure = null)
    {
        CheckConnectionStringName(connectionStringName);
        return AddKeyed(services, serviceKey, connectionStringName, configure);
    }

    // A name that looks like servers would be looked for as a key, and its absence told of as the fault.
    private static void CheckConnectionStringName(string connectionStringName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionStringName);
        if (connectionStringName.AsSpan().ContainsAny(':', ','))
        {
            throw new ArgumentException(
                $"'{connectionStringName}' is no name of a connection string, but looks like one: set ConnectionStrings:{DefaultConnectionStringName} in the "
                + $"configuration, or {nameof(HostedLocksOptions.ConnectionString)} in the callback.",
                nameof(connectionStringName));
        }
    }

    private static DistributedLocksBuilder Add(IServiceCollection services, string? connectionStringName, Action<HostedLocksOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<IDistributedLocks>(provider => provider.GetRequiredKeyedService<HostedLocks>(Options.Options.DefaultName));
        return Add(services, Options.Options.DefaultName, connectionStringName, DefaultConnectionStringName, configure);
    }

    private static DistributedLocksBuilder AddKeyed(
        IServiceCollection services, string serviceKey, string? connectionStringName, Action<HostedLocksOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(serviceKey);
        if (serviceKey.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal) || LockSettings.Names.Contains(serviceKey, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"The service key '{serviceKey}' cannot name a section below '{LockSection.Name}': choose one without ':' that is no setting.", nameof(serviceKey));
        }

        services.TryAddKeyedSingleton<IDistributedLocks>(serviceKey, (provider, key) => provider.GetRequiredKeyedService<HostedLocks>(key));
        return Add(services, serviceKey, connectionStringName, serviceKey, configure);
    }

    private static DistributedLocksBuilder Add(
        IServiceCollection services, string name, string? connectionStringName, string defaultConnectionStringName, Action<HostedLocksOptions>? configure)
    {
        var registration = services.Select(service => service.ServiceType == typeof(LockRegistration) ? (LockRegistration)service.ImplementationInstance! : null)
            .FirstOrDefault(known => known?.Name == name);
        if (registration is null)
        {
            registration = new LockRegistration(name) { ConnectionStringName = defaultConnectionStringName };
            services.AddSingleton(registration);
            services.TryAddKeyedSingleton(name, (provider, _) => HostedLocks.Create(provider, registration));
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HostedLocksOptions>, LockOptionsSetup>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HostedLocksOptions>, LockOptionsValidator>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LocksLifetime>());
            services.AddOptions<HostedLocksOptions>(name).ValidateOnStart();
        }

        // Who adds the locks again without a name, as a library may, leaves the name that was given.
        registration.ConnectionStringName = connectionStringName ?? registration.ConnectionStringName;
        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        return new DistributedLocksBuilder(services, registration);
    }
}
