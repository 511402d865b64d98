using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Health;
using ZkLockAttr.Hosting.Lifetime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a check of distributed locks to the health checks of a host.</summary>
public static class DistributedLocksHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the session with ZooKeeper. Healthy: a server serves it. Degraded: none has for less than the connect time-out, so that callers still
    /// wait. Otherwise, and while the host stops, <paramref name="failureStatus"/>, with the reason. It asks the ensemble nothing.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="serviceKey">The service key of the locks, null for those without.</param>
    /// <param name="name">The check's name; by default <c>distributed-locks</c>, and behind it the service key.</param>
    /// <param name="failureStatus">What to report when it fails; by default <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select checks by.</param>
    public static IHealthChecksBuilder AddDistributedLocks(
        this IHealthChecksBuilder builder,
        string? serviceKey = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = serviceKey ?? Options.Options.DefaultName;
        var check = name ?? (serviceKey is null ? "distributed-locks" : $"distributed-locks-{serviceKey}");
        var call = serviceKey is null ? "AddDistributedLocks()" : $"AddKeyedDistributedLocks(\"{serviceKey}\")";

        // Locks may be added after their check; when the host starts all are there.
        builder.Services.AddOptions<HealthCheckServiceOptions>()
            .Validate<IEnumerable<LockRegistration>>(
                (_, registrations) => registrations.Any(registration => registration.Name == key),
                $"The health check '{check}' is of locks that were not added: call services.{call}.")
            .ValidateOnStart();
        return builder.Add(new HealthCheckRegistration(
            check,
            services => new LocksHealthCheck(services.GetRequiredKeyedService<HostedLocks>(key), services.GetRequiredService<TimeProvider>()),
            failureStatus,
            tags));
    }
}
