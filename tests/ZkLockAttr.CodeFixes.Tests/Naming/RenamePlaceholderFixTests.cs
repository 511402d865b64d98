using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Naming;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Naming;

/// <summary>ZKL0201 and ZKL0203: what was meant is written.</summary>
public class RenamePlaceholderFixTests
{
    [Theory]
    [InlineData("ZKL0201", "\"orders/{oder.Id}\"", "\"orders/{order.Id}\"")]
    [InlineData("ZKL0201", "\"orders/{order.Idd}\"", "\"orders/{order.Id}\"")]
    [InlineData("ZKL0201", "\"orders/{Tenant}\"", "\"orders/{this.Tenant}\"")]
    [InlineData("ZKL0203", "\"{Order.Id:D4}/x\"", "\"{order.Id:D4}/x\"")]
    [InlineData("ZKL0203", "\"{ order.id }/x\"", "\"{ order.Id }/x\"")]
    [InlineData("ZKL0203", "\"{order.id}/{order.id}\"", "\"{order.Id}/{order.Id}\"")]
    [InlineData("ZKL0203", "@\"a\"\"b/{order.id}\"", "@\"a\"\"b/{order.Id}\"")]
    [InlineData("ZKL0203", "\"\\u0041\\x41\\U00000041\\\"/{order.id}\"", "\"\\u0041\\x41\\U00000041\\\"/{order.Id}\"")]
    [InlineData("ZKL0203", "\"\\U0001F600/{order.id}\"", "\"\\U0001F600/{order.Id}\"")]
    [InlineData("ZKL0203", "\"\"\"a\"b/{order.id}\"\"\"", "\"\"\"a\"b/{order.Id}\"\"\"")]
    [InlineData("ZKL0201", "\"{order.Id}\", \"stock/{oder.Id}\"", "\"{order.Id}\", \"stock/{order.Id}\"")]
    [InlineData("ZKL0203", "[\"a\", \"{order.id}\"]", "[\"a\", \"{order.Id}\"]")]
    [InlineData("ZKL0203", "new[] { \"a\", @\"{order.id}\" }", "new[] { \"a\", @\"{order.Id}\" }")]
    [InlineData("ZKL0203", "\"\"\"\"\n    a/{order.id}\n    \"\"\"\"", "\"\"\"\"\n    a/{order.Id}\n    \"\"\"\"")]
    public Task In_every_kind_of_literal(string id, string before, string after) =>
        Fixed.ByOne(new RenamePlaceholderFix(), id, InService(before), InService(after));

    [Fact]
    public async Task The_title_says_what_is_written() =>
        Assert.Equal(["Write '{order.Id}'"], await Fixed.Titles(new RenamePlaceholderFix(), "ZKL0201", InService("\"{oder.Id}\"")));

    [Fact]
    public Task All_of_several_names_at_once() => Fixed.All(
        new RenamePlaceholderFix(),
        "ZKL0203",
        FixAllScope.Document,
        [InService("\"{order.id}\", \"b/{Order.Id}\", \"c/{order.id}\"")],
        [InService("\"{order.Id}\", \"b/{order.Id}\", \"c/{order.Id}\"")]);

    [Fact]
    public Task In_the_name_of_a_semaphore() => Fixed.ByOne(
        new RenamePlaceholderFix(), "ZKL0201", AsSemaphore(InService("\"{oder.Id}\", 3")), AsSemaphore(InService("\"{order.Id}\", 3")));

    [Fact]
    public Task All_at_once() => Fixed.All(
        new RenamePlaceholderFix(),
        "ZKL0203",
        FixAllScope.Project,
        [InService("\"{order.id}/{order.id}/{Order.Id}\"")],
        [InService("\"{order.Id}/{order.Id}/{order.Id}\"")]);

    [Theory]
    [InlineData("ZKL0201", "\"{nothingLikeIt}\"")]
    [InlineData("ZKL0203", "Name")]
    [InlineData("ZKL0203", "\"a/\" + \"{order.id}\"")]
    public Task No_fix(string id, string name) => Fixed.NotOffered(new RenamePlaceholderFix(), id, InService(name));

    private static string AsSemaphore(string code) => code.Replace("[DistributedLock", "[DistributedSemaphore", StringComparison.Ordinal);

    private static string InService(string name) => $$"""
        public record Order(int Id);

        public partial class Service(IDistributedLocks locks)
        {
            public const string Name = "orders/{order.id}";
            public string Tenant => "";
            [DistributedLock({{name}})] public partial void Run(Order order);
            private void RunCore(Order order) { }
        }
        """;
}
