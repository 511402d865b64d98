using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Declaration;

/// <summary>ZKL0015: a struct whose changes are lost becomes a class.</summary>
public class StructToClassFixTests
{
    private const string Id = "ZKL0015";

    [Theory]
    [InlineData("public partial struct Service(IDistributedLocks locks)", "public partial class Service(IDistributedLocks locks)")]
    [InlineData("internal partial record struct Service(IDistributedLocks Locks)", "internal partial record class Service(IDistributedLocks Locks)")]
    public Task One_word_changes(string before, string after) =>
        Fixed.ByOne(new StructToClassFix(), Id, Code(before), Code(after), title: "Make 'Service' a class");

    [Fact]
    public Task In_all_its_parts() => Fixed.ByOne(
        new StructToClassFix(),
        Id,
        [Code("public partial struct Service(IDistributedLocks locks)"), "public partial struct Service : IDisposable { public void Dispose() { } }"],
        [Code("public partial class Service(IDistributedLocks locks)"), "public partial class Service : IDisposable { public void Dispose() { } }"]);

    [Fact]
    public Task Users_that_do_not_care() => Fixed.ByOne(
        new StructToClassFix(),
        Id,
        [Code("public partial struct Service(IDistributedLocks locks)"), "public class User { public Service Make(IDistributedLocks locks) => new(locks); }"],
        [Code("public partial class Service(IDistributedLocks locks)"), "public class User { public Service Make(IDistributedLocks locks) => new(locks); }"]);

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(
        new StructToClassFix(),
        Id,
        Code("public partial struct Service(IDistributedLocks locks)"),
        Code("public partial class Service(IDistributedLocks locks)"));

    [Theory]
    [InlineData("public class User { public Service Service; }")]
    [InlineData("public class User { public Service Make() => default; }")]
    [InlineData("public class User { public Service Make() => new(); }")]
    [InlineData("public class User { public int Size(Service? service) => service.HasValue ? 1 : 0; }")]
    [InlineData("public class Of<T> where T : struct; public class User : Of<Service>;")]
    [InlineData("public partial struct Service { public readonly int Get() => 1; }")]
    public Task No_fix_where_its_being_a_struct_matters(string others) =>
        Fixed.NotOffered(new StructToClassFix(), Id, Code("public partial struct Service(IDistributedLocks locks)"), others);

    [Fact]
    public Task No_fix_where_a_class_could_not_change_it_either() => Fixed.NotOffered(
        new StructToClassFix(),
        Id,
        """
        public partial record struct Service(IDistributedLocks Locks, int Count)
        {
            [DistributedLock("a")] public partial Task RunAsync();

            private Task RunAsyncCore() { Count++; return Task.CompletedTask; }
        }
        """);

    private static string Code(string header) => $$"""
        {{header}}
        {
            private int _count = 0;

            [DistributedLock("a")] public partial Task RunAsync();

            private Task RunAsyncCore() { _count++; return Task.CompletedTask; }
        }
        """;
}
