using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZkLockAttr.Hosting;
using ZkLockAttr.Testing.Hosting;

namespace ZkLockAttr.Testing;

/// <summary>Lets a host take its locks from a server inside the process, while one develops.</summary>
public static class InProcessServerExtensions
{
    private const string Refusal =
        "UseInProcessServer() is for the environment Development: the locks of such a server are seen by no other machine. "
        + "Write if (builder.Environment.IsDevelopment()) before it, and give the connection string of an ensemble for everything else.";

    /// <summary>
    /// Starts a server inside this process, in memory, and takes the locks from it, whatever the connection string is. It ends with the host. A warning in the
    /// log tells of it, and outside the environment Development the host does not start.
    /// </summary>
    /// <param name="builder">The locks.</param>
    /// <param name="options">How the server behaves, or null for the defaults.</param>
    public static DistributedLocksBuilder UseInProcessServer(this DistributedLocksBuilder builder, ZooKeeperTestServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddKeyedSingleton(builder.Name, (_, _) => ZooKeeperTestServer.Start(options));
        return Use(builder, services => services.GetRequiredKeyedService<ZooKeeperTestServer>(builder.Name));
    }

    /// <summary>
    /// Takes the locks from a server inside this process that somebody else has started and will dispose, so that several hosts can share it. A warning in the
    /// log tells of it, and outside the environment Development the host does not start.
    /// </summary>
    /// <param name="builder">The locks.</param>
    /// <param name="server">The server.</param>
    public static DistributedLocksBuilder UseInProcessServer(this DistributedLocksBuilder builder, ZooKeeperTestServer server)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(server);
        return Use(builder, _ => server);
    }

    private static DistributedLocksBuilder Use(DistributedLocksBuilder builder, Func<IServiceProvider, ZooKeeperTestServer> find)
    {
        // Options are made again whenever the configuration changes.
        var isTold = false;
        builder.Services.AddOptions<HostedLocksOptions>(builder.Name)
            .Validate<IServiceProvider>((_, services) => IsAllowed(services), Refusal)
            .PostConfigure<IServiceProvider>((locks, services) =>
            {
                if (!IsAllowed(services))
                {
                    return;
                }

                locks.ConnectionString = find(services).ConnectionString;
                if (!isTold && services.GetService<ILoggerFactory>()?.CreateLogger<ZooKeeperTestServer>() is { } logger)
                {
                    isTold = true;
                    InProcessServerLog.InUse(logger, locks.ConnectionString);
                }
            });
        return builder;
    }

    // Services without a host say nothing of their environment.
    private static bool IsAllowed(IServiceProvider services) => services.GetService<IHostEnvironment>()?.IsDevelopment() ?? true;
}
