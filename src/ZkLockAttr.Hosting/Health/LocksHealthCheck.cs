using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZkLockAttr.Hosting.Lifetime;
using ZkLockAttr.Locking;

namespace ZkLockAttr.Hosting.Health;

/// <summary>Tells how the session of some locks is, and why it is not better.</summary>
internal sealed class LocksHealthCheck(HostedLocks locks, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(locks.Status, context.Registration.FailureStatus));

    private HealthCheckResult Check(LocksStatus status, HealthStatus failureStatus)
    {
        var data = Data(status);
        if (status.IsStopping)
        {
            return new HealthCheckResult(failureStatus, "This process is stopping and takes no more locks.", data: data);
        }

        if (status.UnservedFor is not { } unserved)
        {
            return new HealthCheckResult(HealthStatus.Healthy, $"The session is served by {status.Server}.", data: data);
        }

        // So long callers wait for a session. From then on they are told that there is none.
        var isBrief = unserved < locks.ConnectTimeout && !status.HasExpired;
        return new HealthCheckResult(isBrief ? HealthStatus.Degraded : failureStatus, Describe(status, unserved), data: data);
    }

    private string Describe(LocksStatus status, TimeSpan unserved)
    {
        var state = status switch
        {
            { HasExpired: true } => "The session has expired, and its locks are gone; a new one is being opened",
            { SessionId: 0 } => "There is no session yet; it is being opened",
            _ => "The connection is lost; another is being made",
        };
        var lease = status is { SessionId: not 0, Held.Count: > 0 }
            ? status.LeaseLeft is { } left ? $" What is held is surely held for {Seconds(left)}." : " What was held is lost."
            : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{state}, for {Seconds(unserved)} (since {time.GetUtcNow() - unserved:u}); {status.Failures}.{lease}");
    }

    private static Dictionary<string, object> Data(LocksStatus status)
    {
        var data = new Dictionary<string, object>
        {
            ["session"] = string.Create(CultureInfo.InvariantCulture, $"0x{status.SessionId:x}"),
            ["server"] = status.Server,
            ["held"] = status.Held,
            ["waiting"] = status.Waiting,
        };
        if (status is { LeaseLeft: { } left, Held.Count: > 0 })
        {
            data["leaseLeft"] = left;
        }

        if (status.UnservedFor is { } unserved)
        {
            data["unservedFor"] = unserved;
            data["failures"] = status.Failures;
        }

        return data;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
