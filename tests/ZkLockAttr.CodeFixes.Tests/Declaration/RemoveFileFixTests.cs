using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Declaration;

/// <summary>ZKL0005: a type need not be file-local; for everything else there is no fix.</summary>
public class RemoveFileFixTests
{
    private const string Id = "ZKL0005Fix";

    [Fact]
    public Task All_declarations_of_the_type() => Fixed.ByOne(
        new RemoveFileFix(),
        Id,
        """
        file partial class Service(IDistributedLocks locks);

        file sealed partial class Service
        {
            [DistributedLock("a")] public partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """,
        """
        partial class Service(IDistributedLocks locks);

        sealed partial class Service
        {
            [DistributedLock("a")] public partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """,
        title: "Remove 'file' from 'Service'");

    [Fact]
    public Task A_type_inside_it() => Fixed.ByOne(
        new RemoveFileFix(),
        Id,
        """
        file partial struct Outer
        {
            public partial class Inner(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial Task RunAsync();
                private Task RunAsyncCore() => Task.CompletedTask;
            }
        }
        """,
        """
        partial struct Outer
        {
            public partial class Inner(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial Task RunAsync();
                private Task RunAsyncCore() => Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task No_fix_where_the_name_is_taken() => Fixed.NotOffered(
        new RemoveFileFix(),
        Id,
        """
        file partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """,
        "public class Service;");

    [Theory]
    [InlineData("[DistributedLock(\"a\")] public abstract Task RunAsync();")]
    [InlineData("[DistributedLock(\"a\"), DistributedSemaphore(\"b\", 3)] public partial Task RunAsync();")]
    public Task No_fix_for_another_kind_of_method(string member) => Fixed.NotOffered(
        new RemoveFileFix(), Id, $"public abstract partial class Service {{ {member} }}");
}
