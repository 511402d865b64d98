using Microsoft.Extensions.DependencyInjection;
using ZkLockAttr.Hosting.Lifetime;

namespace ZkLockAttr.Hosting;

/// <summary>What is added to a host's services for the locks of one ensemble, and can be added to.</summary>
public sealed class DistributedLocksBuilder
{
    private readonly LockRegistration _registration;

    internal DistributedLocksBuilder(IServiceCollection services, LockRegistration registration)
    {
        Services = services;
        _registration = registration;
    }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The service key, and the name of the <see cref="HostedLocksOptions"/>; "" for the locks without a key.</summary>
    public string Name => _registration.Name;

    /// <summary>
    /// Makes these the <see cref="DistributedLocks.Default"/>, which static methods marked <see cref="DistributedLockAttribute"/> use, from the start of the
    /// host to its end. The host does not start if others are set: two hosts in one process would lock on two ensembles without knowing.
    /// </summary>
    public DistributedLocksBuilder SetAsDefault()
    {
        _registration.IsDefault = true;
        return this;
    }
}
