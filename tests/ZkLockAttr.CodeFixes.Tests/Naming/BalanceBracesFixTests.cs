using ZkLockAttr.CodeFixes.Naming;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Naming;

/// <summary>ZKL0202: braces come in pairs where it is certain what was meant, or become text.</summary>
public class BalanceBracesFixTests
{
    private const string Id = "ZKL0202";
    private const string Complete = "Complete the pair of braces";
    private const string Double = "Double the brace";

    [Theory]
    [InlineData("\"orders/{order.Id\"", "\"orders/{order.Id}\"", Complete)]
    [InlineData("\"{order.Id/lines\"", "\"{order.Id}/lines\"", Complete)]
    [InlineData("\"{order.Id/{this.Tenant}\"", "\"{order.Id}/{this.Tenant}\"", Complete)]
    [InlineData("\"orders/order.Id}\"", "\"orders/{order.Id}\"", Complete)]
    [InlineData("\"order.Id}\"", "\"{order.Id}\"", Complete)]
    [InlineData("@\"a\"\"/order.Id:D4}\"", "@\"a\"\"/{order.Id:D4}\"", Complete)]
    [InlineData("\"orders/{\"", "\"orders/{{\"", Double)]
    [InlineData("\"orders/other}\"", "\"orders/other}}\"", Double)]
    [InlineData("\"orders/{order.Id\"", "\"orders/{{order.Id\"", Double)]
    [InlineData("\"{order.Id:}\"", "\"{order.Id}\"", null)]
    [InlineData("\"{ order.Id : }\"", "\"{ order.Id}\"", null)]
    public Task What_is_certain(string before, string after, string? key) => Fixed.ByOne(new BalanceBracesFix(), Id, InService(before), InService(after), key);

    [Fact]
    public async Task Completing_comes_before_doubling() => Assert.Equal(
        ["Write '{order.Id}'", "Write '{{' for a brace in the name"], await Fixed.Titles(new BalanceBracesFix(), Id, InService("\"{order.Id\"")));

    [Fact]
    public async Task A_name_of_nothing_is_only_doubled() => Assert.Equal(
        ["Write '{{' for a brace in the name"], await Fixed.Titles(new BalanceBracesFix(), Id, InService("\"{other\"")));

    [Theory]
    [InlineData("\"{}\"")]
    [InlineData("\"{ }\"")]
    [InlineData("\"{:D4}\"")]
    [InlineData("\"{a{b\"")]
    [InlineData("Name")]
    public Task No_fix_where_nothing_is_certain(string name) => Fixed.NotOffered(new BalanceBracesFix(), Id, InService(name));

    private static string InService(string name) => $$"""
        public record Order(int Id);

        public partial class Service(IDistributedLocks locks)
        {
            public const string Name = "{order.Id";
            public string Tenant => "";
            [DistributedLock({{name}})] public partial void Run(Order order);
            private void RunCore(Order order) { }
        }
        """;
}
