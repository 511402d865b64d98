using System.Reflection;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>Halves that lock with the ambient locks, and halves that only throw.</summary>
public partial class OtherHalvesTests
{
    [DistributedLock("ambient/{id}")]
    private static partial Task<bool> RunAsync(int id);

    private static Task<bool> RunAsyncCore(int id) => Task.FromResult(((FakeLocks)DistributedLocks.Default).IsHeld($"ambient/{id}"));

    [Fact]
    public async Task A_static_method_locks_with_the_ambient_locks()
    {
        DistributedLocks.Default = new FakeLocks();

        Assert.True(await RunAsync(1));
    }

    [Theory]
    [InlineData("[DistributedLock(\"a\", Timeout = \"soon\")] public partial Task RunAsync(int id);", "Task RunAsyncCore(int id)", "ZKL0301")]
    [InlineData("[DistributedLock(\"{ID}\")] public partial int RunAsync(int id);", "int RunAsyncCore(int id)", "ZKL0203")]
    [InlineData("[DistributedLock(\"a\")] public partial Task RunAsync(int id);", "void RunAsyncCore(int id)", "ZKL0102")]
    public void A_half_whose_lock_is_not_understood_throws(string definition, string body, string id)
    {
        var run = GeneratorRun.OfGood($$"""
            public partial class Service(IDistributedLocks locks)
            {
                {{definition}}
                private {{body}} => throw new InvalidOperationException("ran unlocked");
            }
            """);
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        var service = Assembly.Load(image.ToArray()).GetType("Service")!;
        var instance = Activator.CreateInstance(service, new FakeLocks());

        var thrown = Assert.Throws<TargetInvocationException>(() => service.GetMethod("RunAsync")!.Invoke(instance, [1]));
        Assert.IsType<NotSupportedException>(thrown.InnerException);
        Assert.Contains(id, thrown.InnerException.Message, StringComparison.Ordinal);
    }
}
