using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Lifetime;

namespace ZkLockAttr.Hosting.Configuration;

/// <summary>Fills the options of all registered locks from the configuration, if the host has one; code that comes later may change them.</summary>
internal sealed class LockOptionsSetup(IEnumerable<LockRegistration> registrations, IConfiguration? configuration = null, IHostEnvironment? environment = null)
    : IConfigureNamedOptions<HostedLocksOptions>
{
    public void Configure(string? name, HostedLocksOptions options)
    {
        if (registrations.FirstOrDefault(known => known.Name == name) is not { } registration)
        {
            return;
        }

        if (environment is { ApplicationName.Length: > 0 })
        {
            options.ApplicationName = environment.ApplicationName;
        }

        if (configuration is not null)
        {
            var section = new LockSection(configuration, registration, registrations);
            options.ConnectionString = section.ConnectionString;
            LockSettings.Read(section, options);
        }
    }

    public void Configure(HostedLocksOptions options) => Configure(Options.DefaultName, options);
}
