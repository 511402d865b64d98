using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Body;

/// <summary>ZKL0101: the body is written.</summary>
public class WriteBodyFixTests
{
    private const string Id = "ZKL0101";

    [Fact]
    public Task Behind_its_definition() => Fixed.ByOne(
        new WriteBodyFix(),
        Id,
        """
        namespace Shop;

        public partial class OrderService(IDistributedLocks locks)
        {
            /// <summary>Places.</summary>
            [DistributedLock("orders/{id}")]
            public partial Task<int?> PlaceAsync(int id, CancellationToken cancellationToken = default); // soon

            public void Other() { }
        }
        """,
        """
        namespace Shop;

        public partial class OrderService(IDistributedLocks locks)
        {
            /// <summary>Places.</summary>
            [DistributedLock("orders/{id}")]
            public partial Task<int?> PlaceAsync(int id, CancellationToken cancellationToken = default); // soon

            private Task<int?> PlaceAsyncCore(int id, CancellationToken cancellationToken)
            {
                throw new NotImplementedException();
            }

            public void Other() { }
        }
        """,
        title: "Write the body 'PlaceAsyncCore'");

    [Theory]
    [InlineData("public static partial void Run(IDistributedLocks mine);", "static void RunCore(IDistributedLocks mine)")]
    [InlineData("public partial T Run<T>(ref T value, params string?[] rest) where T : class, new();", "T RunCore<T>(ref T value, params string?[] rest) where T : class, new()")]
    [InlineData("public unsafe partial void Run(int* p);", "unsafe void RunCore(int* p)")]
    [InlineData("public virtual partial (int A, string? B) Run(string? @class = null);", "(int A, string? B) RunCore(string? @class)")]
    public Task Every_kind_of_signature(string definition, string body) => Fixed.ByOne(new WriteBodyFix(), Id, InService(definition), InService($$"""
        {{definition}}

            private {{body}}
            {
                throw new NotImplementedException();
            }
        """));

    [Fact]
    public Task Under_the_name_that_was_given() => Fixed.ByOne(
        new WriteBodyFix(), Id, InService("public partial void Run();", ", Body = \"Work\""), InService("""
        public partial void Run();

            private void Work()
            {
                throw new NotImplementedException();
            }
        """,
        ", Body = \"Work\""));

    [Fact]
    public Task All_at_once() => Fixed.All(
        new WriteBodyFix(),
        Id,
        FixAllScope.Project,
        [
            """
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial void One();
                [DistributedLock("b")] public partial void One(int more);
            }
            """,
        ],
        [
            """
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial void One();

                private void OneCore()
                {
                    throw new NotImplementedException();
                }
                [DistributedLock("b")] public partial void One(int more);

                private void OneCore(int more)
                {
                    throw new NotImplementedException();
                }
            }
            """,
        ]);

    [Theory]
    [InlineData("public partial void Run(); private int RunCore;", "")]
    [InlineData("public partial void Run();", ", Body = nameof(Run)")]
    [InlineData("public partial void Run();", ", Body = \"Service\"")]
    [InlineData("public partial void Run();", ", Body = \"a-b\"")]
    public Task No_fix_where_it_cannot_have_its_name(string members, string arguments) => Fixed.NotOffered(new WriteBodyFix(), Id, InService(members, arguments));

    private static string InService(string members, string arguments = "") => $$"""
        public partial class Service
        {
            protected readonly IDistributedLocks locks = null!;

            [DistributedLock("a"{{arguments}})]
            {{members}}
        }
        """;
}
