using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ZkLockAttr.Hosting.Lifetime;

/// <summary>
/// Opens the sessions of all registered locks before anything else of the host starts, gives out no more locks as soon as it begins to stop, and closes the
/// sessions behind everything else.
/// </summary>
internal sealed class LocksLifetime(IServiceProvider services, IEnumerable<LockRegistration> registrations) : IHostedLifecycleService
{
    private HostedLocks[] _locks = [];

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _locks = [.. registrations.Select(registration => services.GetRequiredKeyedService<HostedLocks>(registration.Name))];
        return Task.WhenAll(_locks.Select(locks => locks.OpenAsync(cancellationToken)));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        foreach (var locks in _locks)
        {
            locks.StopGivingOut();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(_locks.Select(locks => locks.CloseAsync(cancellationToken)));
}
