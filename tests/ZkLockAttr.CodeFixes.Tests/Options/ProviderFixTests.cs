using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Options;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Options;

/// <summary>ZKL0305: one of several locks is named, or the type gets locks.</summary>
public class ProviderFixTests
{
    private const string Id = "ZKL0305";

    [Theory]
    [InlineData("public partial class Service(IDistributedLocks one, IDistributedLocks two)", "", "two")]
    [InlineData("public partial class Service", "private readonly IDistributedLocks _one = null!, _two = null!;", "_two")]
    [InlineData("public partial class Service", "public IDistributedLocks One { get; } = null!; public IDistributedLocks @class { get; } = null!;", "@class")]
    public Task One_of_several_is_named(string header, string members, string chosen)
    {
        var code = $$"""
            #pragma warning disable CS9113, CS0414
            {{header}}
            {
                {{members}}
                [DistributedLock("a"{0})] public partial void Run();
                private void RunCore() { }
            }
            """;
        return Fixed.ByOne(
            new ProviderFix(),
            Id,
            code.Replace("{0}", "", StringComparison.Ordinal),
            code.Replace("{0}", $", Provider = nameof({chosen})", StringComparison.Ordinal),
            key: $"Lock with '{chosen}': Provider = nameof({chosen})");
    }

    [Fact]
    public Task One_of_several_parameters() => Fixed.ByOne(
        new ProviderFix(),
        Id,
        Code("public partial class Service", "(\"a\")", "IDistributedLocks a, IDistributedLocks b"),
        Code("public partial class Service", "(\"a\", Provider = nameof(a))", "IDistributedLocks a, IDistributedLocks b"),
        title: "Lock with 'a': Provider = nameof(a)");

    [Fact]
    public Task A_wrong_name_is_replaced() => Fixed.ByOne(
        new ProviderFix(),
        Id,
        Code("public partial class Service(IDistributedLocks locks)", "(\"a\", Provider = \"lock\")"),
        Code("public partial class Service(IDistributedLocks locks)", "(\"a\", Provider = nameof(locks))"));

    [Theory]
    [InlineData("partial class Service", "partial class Service(IDistributedLocks locks)", "Give 'Service' a primary constructor with 'locks'")]
    [InlineData("partial class Service<T> where T : class", "partial class Service<T>(IDistributedLocks locks) where T : class", null)]
    [InlineData("partial struct Service", "partial struct Service(IDistributedLocks locks)", null)]
    [InlineData("partial class Service()", "partial class Service(IDistributedLocks locks)", "Give the primary constructor of 'Service' the parameter 'locks'")]
    [InlineData("partial class Service(object o)", "partial class Service(object o, IDistributedLocks locks)", null)]
    [InlineData("partial class Service(object o, int i = 1)", "partial class Service(object o, IDistributedLocks locks, int i = 1)", null)]
    [InlineData("partial class Service(params int[] i)", "partial class Service(IDistributedLocks locks, params int[] i)", null)]
    public Task A_primary_constructor(string before, string after, string? title) =>
        Fixed.ByOne(new ProviderFix(), Id, Code(before), Code(after), title: title);

    [Fact]
    public Task A_name_that_the_method_does_not_hide() => Fixed.ByOne(
        new ProviderFix(),
        Id,
        Code("partial class Service", "(\"a\")", "int locks"),
        Code("partial class Service(IDistributedLocks distributedLocks)", "(\"a\")", "int locks"));

    [Fact]
    public Task A_field_beside_an_ordinary_constructor() => Fixed.ByOne(
        new ProviderFix(),
        Id,
        """
        public partial class Service
        {
            /// <summary>Makes one.</summary>
            public Service(int count)
            {
                Count = count;
            }

            public int Count { get; }

            [DistributedLock("a")] public partial void Run();
            private void RunCore() { }
        }
        """,
        """
        public partial class Service
        {
            private readonly IDistributedLocks _locks;

            /// <summary>Makes one.</summary>
            public Service(int count, IDistributedLocks locks)
            {
                _locks = locks;
                Count = count;
            }

            public int Count { get; }

            [DistributedLock("a")] public partial void Run();
            private void RunCore() { }
        }
        """,
        title: "Give the constructor of 'Service' the parameter 'locks'");

    [Fact]
    public Task A_parameter_that_nobody_keeps() => Fixed.ByOne(
        new ProviderFix(),
        Id,
        """
        public partial class Service
        {
            public readonly int Count = 1;

            public Service(IDistributedLocks mine) { }

            [DistributedLock("a")] public partial void Run();
            private void RunCore() { }
        }
        """,
        """
        public partial class Service
        {
            private readonly IDistributedLocks _locks;
            public readonly int Count = 1;

            public Service(IDistributedLocks mine) { _locks = mine; }

            [DistributedLock("a")] public partial void Run();
            private void RunCore() { }
        }
        """,
        title: "Keep 'mine' in a field of 'Service'");

    [Fact]
    public Task Several_constructors_keep_them_or_hand_them_on() => Fixed.ByOne(
        new ProviderFix(),
        Id,
        """
        public partial class Service
        {
            public Service(int count)
            {
                Count = count;
            }

            public Service() : this(1) { }

            public Service(string text) : this(count: text.Length) { }

            public Service(long text, IDistributedLocks mine) { Count = (int)text; }

            public Service(bool no, long text, IDistributedLocks theirs) : this(text, theirs) { }

            public int Count { get; }

            [DistributedLock("a")] public partial void Run();
            private void RunCore() { }
        }
        """,
        """
        public partial class Service
        {
            private readonly IDistributedLocks _locks;

            public Service(int count, IDistributedLocks locks)
            {
                _locks = locks;
                Count = count;
            }

            public Service(IDistributedLocks locks) : this(1, locks) { }

            public Service(string text, IDistributedLocks locks) : this(count: text.Length, locks: locks) { }

            public Service(long text, IDistributedLocks mine) { _locks = mine; Count = (int)text; }

            public Service(bool no, long text, IDistributedLocks theirs) : this(text, theirs) { }

            public int Count { get; }

            [DistributedLock("a")] public partial void Run();
            private void RunCore() { }
        }
        """,
        title: "Give the constructors of 'Service' the parameter 'locks'");

    [Fact]
    public Task A_primary_constructor_and_those_that_call_it() => Fixed.ByOne(
        new ProviderFix(),
        Id,
        "public partial class Service(int count)\n{\n    public Service() : this(1) { }\n    public int Count => count;\n    [DistributedLock(\"a\")] public partial void Run();\n    private void RunCore() { }\n}",
        "public partial class Service(int count, IDistributedLocks locks)\n{\n    public Service(IDistributedLocks locks) : this(1, locks) { }\n    public int Count => count;\n    [DistributedLock(\"a\")] public partial void Run();\n    private void RunCore() { }\n}");

    [Fact]
    public Task A_constructor_in_another_file() => Fixed.ByOne(
        new ProviderFix(),
        Id,
        [Code("public partial class Service"), "public sealed partial class Service(int count)\n{\n    public int Count => count;\n}\n"],
        [Code("public partial class Service"), "public sealed partial class Service(int count, IDistributedLocks locks)\n{\n    public int Count => count;\n}\n"]);

    [Fact]
    public Task All_at_once_a_type_gets_locks_once() => Fixed.All(
        new ProviderFix(),
        Id,
        FixAllScope.Project,
        ["partial class S\n{\n    [DistributedLock(\"a\")] public partial void A();\n    [DistributedLock(\"b\")] public partial void B();\n    void ACore() { }\n    void BCore() { }\n}"],
        ["partial class S(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial void A();\n    [DistributedLock(\"b\")] public partial void B();\n    void ACore() { }\n    void BCore() { }\n}"]);

    [Theory]
    [InlineData("public partial record Service", "")]
    [InlineData("public partial interface Service", "")]
    [InlineData("public partial class Service", "public int Count; public Service(int i) => Count = i; public Service() { }")]
    [InlineData("public partial class Service", "public Service() { } public Service(IDistributedLocks mine) { }")]
    [InlineData("public partial class Service", "public Service() : this(1) { } public Service(int i, int j = 1) { }")]
    [InlineData("public partial class Service", "private readonly int locks, distributedLocks;")]
    [InlineData("public partial class Service", "public int Count; public Service(int i) => Count = i;")]
    public Task No_fix_where_there_is_no_one_place_for_them(string header, string members) => Fixed.NotOffered(
        new ProviderFix(), Id, $"{header} {{ {members} [DistributedLock(\"a\")] public partial void Run(); private void RunCore() {{ }} }}");

    [Fact]
    public Task No_fix_where_Provider_names_something_else() =>
        Fixed.NotOffered(new ProviderFix(), Id, Code("public partial class Service", "(\"a\", Provider = nameof(Run))"));

    private static string Code(string header, string arguments = "(\"a\")", string parameters = "") => $$"""
        #pragma warning disable CS9113
        {{header}}
        {
            [DistributedLock{{arguments}}] public partial void Run({{parameters}});
            private void RunCore({{parameters}}) { }
        }
        """;
}
