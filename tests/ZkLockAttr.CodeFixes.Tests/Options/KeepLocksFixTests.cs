using ZkLockAttr.CodeFixes.Options;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Options;

/// <summary>ZKL0306: locks that are passed to the base are kept in a field too.</summary>
public class KeepLocksFixTests
{
    private const string Id = "ZKL0306";
    private const string Base = "public class Base(IDistributedLocks locks) { public bool Has => locks is not null; }";

    [Theory]
    [InlineData("public partial class Service(IDistributedLocks locks) : Base(locks)", "IDistributedLocks _locks = locks")]
    [InlineData("public partial class Service(DistributedLocks @lock) : Base(@lock)", "DistributedLocks _locks = @lock")]
    public Task In_a_field(string header, string field) => Fixed.ByOne(
        new KeepLocksFix(), Id, [Code(header, "", ""), Base], [Code(header, $"private readonly {field};\n\n    ", ""), Base]);

    [Fact]
    public Task The_Provider_names_the_field() => Fixed.ByOne(
        new KeepLocksFix(),
        Id,
        [Code(TwoLocks, "", ", Provider = nameof(locks)"), Base],
        [Code(TwoLocks, "private readonly IDistributedLocks _locks = locks;\n\n    ", ", Provider = nameof(_locks)"), Base],
        title: "Keep 'locks' in the field '_locks'");

    [Fact]
    public Task Beside_the_parameter_and_its_fields() => Fixed.ByOne(
        new KeepLocksFix(),
        Id,
        [
            "public partial class Service\n{\n    [DistributedLock(\"a\")] public partial void Run();\n    private void RunCore() { }\n}",
            "public partial class Service(IDistributedLocks locks) : Base(locks)\n{\n    public readonly int _locks = 1;\n}",
            Base,
        ],
        [
            "public partial class Service\n{\n    [DistributedLock(\"a\")] public partial void Run();\n    private void RunCore() { }\n}",
            "public partial class Service(IDistributedLocks locks) : Base(locks)\n{\n    private readonly IDistributedLocks _distributedLocks = locks;\n    public readonly int _locks = 1;\n}",
            Base,
        ]);

    [Fact]
    public Task Beside_the_method_where_the_parameter_has_no_members() => Fixed.ByOne(
        new KeepLocksFix(),
        Id,
        [Code("public partial class Service", "", ""), "public partial class Service(IDistributedLocks locks) : Base(locks);", Base],
        [Code("public partial class Service", "private readonly IDistributedLocks _locks = locks;\n\n    ", ""), "public partial class Service(IDistributedLocks locks) : Base(locks);", Base]);

    [Fact]
    public Task All_at_once_a_type_gets_one_field() => Fixed.InEveryScope(new KeepLocksFix(), Id, Two(""), Two("private readonly IDistributedLocks _locks = locks;\n\n    "));

    [Theory]
    [InlineData("public void Use() => Console.WriteLine(locks);", "")]
    [InlineData("private readonly int _locks = 1, _distributedLocks = 1;", "")]
    [InlineData("private readonly IDistributedLocks _own = null!;", ", Provider = nameof(locks)")]
    public Task No_fix_where_the_field_makes_trouble(string members, string arguments) => Fixed.NotOffered(
        new KeepLocksFix(),
        Id,
        Code("public partial class Service(IDistributedLocks locks) : Base(locks)", members + "\n    ", arguments),
        "public partial class Service { [DistributedLock(\"b\")] public partial void Other(); private void OtherCore() { } }",
        Base);

    private const string TwoLocks = "#pragma warning disable CS9113\npublic partial class Service(IDistributedLocks locks, IDistributedLocks far) : Base(locks)";

    private static string Code(string header, string field, string arguments) => $$"""
        {{header}}
        {
            {{field}}[DistributedLock("a"{{arguments}})] public partial void Run();
            private void RunCore() { }
        }
        """;

    private static string Two(string field) => $$"""
        public class BaseOfService(IDistributedLocks locks) { public bool Has => locks is not null; }

        public partial class Service(IDistributedLocks locks) : BaseOfService(locks)
        {
            {{field}}[DistributedLock("a")] public partial void Run();
            [DistributedLock("b")] public partial void Other();
            private void RunCore() { }
            private void OtherCore() { }
        }
        """;
}
