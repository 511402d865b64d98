using Microsoft.Extensions.DependencyInjection;

namespace ZkLockAttr.Hosting.Tests.Harness;

/// <summary>Locked by the locks without a key.</summary>
internal sealed partial class Job(IDistributedLocks locks)
{
    [DistributedLock("job")]
    public partial Task<string> RunAsync(CancellationToken cancellationToken);

    private Task<string> RunAsyncCore(LockHandle handle, CancellationToken cancellationToken) => Task.FromResult(handle.Path);
}

/// <summary>Locked by those of a key.</summary>
internal sealed partial class EuropeanJob([FromKeyedServices("eu")] IDistributedLocks locks)
{
    [DistributedLock("job")]
    public partial Task<string> RunAsync(CancellationToken cancellationToken);

    private Task<string> RunAsyncCore(LockHandle handle, CancellationToken cancellationToken) => Task.FromResult(handle.Path);
}

/// <summary>Locked by the process's default.</summary>
internal static partial class StaticJob
{
    [DistributedLock("static")]
    public static partial Task<string> RunAsync(CancellationToken cancellationToken);

    private static Task<string> RunAsyncCore(LockHandle handle, CancellationToken cancellationToken) => Task.FromResult(handle.Path);
}
