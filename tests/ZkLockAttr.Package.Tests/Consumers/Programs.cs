namespace ZkLockAttr.Package.Tests.Consumers;

/// <summary>The code of the projects that consume the packages.</summary>
internal static class Programs
{
    /// <summary>Says while its body runs what the server and a stranger see of the lock.</summary>
    public const string Job = """
        using ZkLockAttr;
        using ZkLockAttr.Testing;

        namespace Jobs;

        public partial class Job(IDistributedLocks locks, ZooKeeperTestServer server)
        {
            [DistributedLock("jobs/{name}", Timeout = "20s")]
            public partial Task RunAsync(string name, CancellationToken cancellationToken = default);

            private async Task RunAsyncCore(string name, LockHandle handle, CancellationToken cancellationToken)
            {
                var queue = server.GetChildren("/locks/jobs/" + name).Count;
                await using var others = new DistributedLocks(server.ConnectionString);
                var second = await others.TryAcquireAsync("jobs/" + name, cancellationToken: cancellationToken);
                Console.WriteLine($"{name}: held {handle.IsHeld}, queue {queue}, second {second is not null}");
            }
        }
        """;

    public const string RunJob = """
        using ZkLockAttr;
        using ZkLockAttr.Testing;
        using Jobs;

        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(server.ConnectionString);
        await new Job(locks, server).RunAsync("first");
        await server.WaitUntilAsync(now => now.GetChildren("/locks/jobs/first").Count == 0);
        Console.WriteLine("released");
        """;

    /// <summary>A locked service.</summary>
    public const string Hosted = """
        using ZkLockAttr;

        namespace Jobs;

        public sealed partial class Hosted(IDistributedLocks locks)
        {
            [DistributedLock("hosted", Timeout = "20s")]
            public partial Task RunAsync(CancellationToken cancellationToken = default);

            private static Task RunAsyncCore(LockHandle handle)
            {
                Console.WriteLine($"held {handle.IsHeld}");
                return Task.CompletedTask;
            }
        }
        """;

    public const string RunHosted = """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;
        using ZkLockAttr.Testing;
        using Jobs;

        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Logging.ClearProviders();
        builder.Services.AddDistributedLocks().UseInProcessServer();
        builder.Services.AddSingleton<Hosted>();
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<Hosted>().RunAsync();
        await host.StopAsync();
        """;

    /// <summary>A locked method of the app's own, beside the library's.</summary>
    public const string RunBoth = RunJob + """

        await new Own(locks).RunAsync();

        internal sealed partial class Own(IDistributedLocks locks)
        {
            [DistributedLock("own", Timeout = "20s")]
            public partial Task RunAsync(CancellationToken cancellationToken = default);

            private static Task RunAsyncCore(LockHandle handle)
            {
                Console.WriteLine($"own: held {handle.IsHeld}");
                return Task.CompletedTask;
            }
        }
        """;
}
