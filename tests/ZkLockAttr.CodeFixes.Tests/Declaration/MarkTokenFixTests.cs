using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Declaration;

/// <summary>ZKL0010: the token of a sequence is marked.</summary>
public class MarkTokenFixTests
{
    private const string Id = "ZKL0010";

    [Theory]
    [InlineData("using System.Runtime.CompilerServices;\n\n", "using System.Runtime.CompilerServices;\n\n", "[EnumeratorCancellation] ")]
    [InlineData("", "using System.Runtime.CompilerServices;\n\n", "[EnumeratorCancellation] ")]
    [InlineData("using System.Text;\nusing ZkLockAttr;\n\n", "using System.Runtime.CompilerServices;\nusing System.Text;\nusing ZkLockAttr;\n\n", "[EnumeratorCancellation] ")]
    [InlineData("using Alpha;\n\n", "using System.Runtime.CompilerServices;\nusing Alpha;\n\n", "[EnumeratorCancellation] ")]
    [InlineData("using static System.Math;\n\n", "using System.Runtime.CompilerServices;\nusing static System.Math;\n\n", "[EnumeratorCancellation] ")]
    [InlineData("using Other;\n\n", "using Other;\n\n", "[global::System.Runtime.CompilerServices.EnumeratorCancellation] ")]
    public Task With_its_using(string before, string after, string attribute) => Fixed.ByOne(
        new MarkTokenFix(),
        Id,
        [before + Code(""), Others],
        [after + Code(attribute), Others],
        title: "Mark 'stop' [EnumeratorCancellation]");

    [Fact]
    public Task Beside_other_attributes() => Fixed.ByOne(
        new MarkTokenFix(),
        Id,
        "using System.Runtime.CompilerServices;\n\n" + Code("[Obsoleted] ") + Obsoleted,
        "using System.Runtime.CompilerServices;\n\n" + Code("[EnumeratorCancellation] [Obsoleted] ") + Obsoleted);

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(
        new MarkTokenFix(),
        Id,
        Sequences("", ""),
        Sequences("using System.Runtime.CompilerServices;\n\n", "[EnumeratorCancellation] "));

    private const string Others = """
        namespace Alpha { public class A; }
        namespace Other { public class EnumeratorCancellationAttribute : Attribute; }
        """;

    private const string Obsoleted = "\n\n[AttributeUsage(AttributeTargets.Parameter)] public class ObsoletedAttribute : Attribute;";

    private static string Code(string attribute) => $$"""
        namespace Shop;

        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")]
            public partial IAsyncEnumerable<int> ReadAsync(int id, {{attribute}}CancellationToken stop = default);

            private async IAsyncEnumerable<int> ReadAsyncCore(int id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
            {
                await Task.Delay(1, stop);
                yield return id;
            }
        }
        """;

    private static string Sequences(string head, string attribute) => head + $$"""
        namespace Shop;

        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial IAsyncEnumerable<int> OneAsync({{attribute}}CancellationToken stop);
            [DistributedLock("b")] public partial IAsyncEnumerable<int> TwoAsync({{attribute}}CancellationToken stop);
            private IAsyncEnumerable<int> OneAsyncCore(CancellationToken stop) => throw new NotSupportedException();
            private IAsyncEnumerable<int> TwoAsyncCore(CancellationToken stop) => throw new NotSupportedException();
        }
        """;
}
